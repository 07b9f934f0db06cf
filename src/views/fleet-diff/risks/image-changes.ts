import { parseImageReference, type ImageReference } from '../../../kubernetes/image-reference.ts'
import type { ComparedChange } from '../compare-fleets.ts'

/** An image that a container has another one for. */
export interface ImageChange {
  readonly from: string
  readonly to: string
  readonly fromReference: ImageReference
  readonly toReference: ImageReference
  /** In the form of `FieldChange.field`. */
  readonly field: string
}

const imageField = /\/(?:containers|initContainers)\/[^/]+\/image$/

/** The images that change, of containers and init containers, wherever the object has a pod template. */
export function imageChanges({ kind, fields }: ComparedChange): readonly ImageChange[] {
  if (kind !== 'changed') return []
  return fields.flatMap(({ field, from, to }) => {
    if (!imageField.test(field) || typeof from !== 'string' || typeof to !== 'string') return []
    const [fromReference, toReference] = [parseImageReference(from), parseImageReference(to)]
    return [{ from, to, fromReference, toReference, field }]
  })
}

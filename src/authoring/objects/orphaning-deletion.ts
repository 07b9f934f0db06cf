import { atPointer } from '../../json/at-pointer.ts'
import { isObject } from '../../json/own.ts'
import { childPointer } from '../../json/pointer.ts'
import { orphanAnnotation } from '../../kubefed/managed-label.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Authored } from '../edits/authored.ts'

const annotations = '/metadata/annotations'
const orphan = childPointer(annotations, orphanAnnotation)

/** Whether the objects of a federated object stay when it is deleted (KubeFed: pkg/controller/util/orphaning.go). */
export function isOrphaning({ value }: Manifest): boolean {
  return atPointer(value, orphan) === 'true'
}

/** Sets or removes the annotation of a federated object; annotations that are empty without it go with it. */
export function setOrphaning(manifest: Manifest, enabled: boolean): Authored {
  if (enabled) return { edits: [{ manifest, edits: [{ pointer: orphan, value: 'true' }] }] }
  const present = atPointer(manifest.value, annotations)
  const isOnly = isObject(present) && Object.keys(present).every((key) => key === orphanAnnotation)
  return { edits: [{ manifest, edits: [{ pointer: isOnly ? annotations : orphan }] }] }
}

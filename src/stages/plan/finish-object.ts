import { isObject } from '../../json/own.ts'
import { keepAnnotations, type KeepOptions } from '../../kubefed/keep-annotations.ts'
import { managedLabel } from '../../kubefed/managed-label.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Override } from '../../model/override.ts'

/** What is asked of an object besides its template and overrides. */
export interface FinishOptions {
  /** Leave `spec.replicas` to the member cluster, unless an override sets it. */
  readonly omitReplicas: boolean
  /** What the agents are to leave undone when the file of the object goes. */
  readonly keep: KeepOptions
}

/**
 * What KubeFed does to an object after its overrides, so that none of them can undo it: the managed label (KubeFed:
 * pkg/controller/util/managedlabel.go, AddManagedLabel), and here the stand-ins for retainReplicas and for orphaning,
 * and the annotations that keep the agents from deleting.
 */
export function finishObject(
  object: JsonObject,
  overrides: readonly Override[],
  options: FinishOptions,
): JsonObject {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {}
  const labels = isObject(metadata['labels']) ? metadata['labels'] : {}
  const finished: JsonObject = {
    ...object,
    metadata: {
      ...metadata,
      labels: { ...labels, [managedLabel]: 'true' },
      ...keepAnnotations(metadata, options.keep),
    },
  }
  return options.omitReplicas && !overrides.some(setsReplicas) ? withoutReplicas(finished) : finished
}

function setsReplicas({ path }: Override): boolean {
  return path === '/spec/replicas' || path === '/spec'
}

function withoutReplicas(object: JsonObject): JsonObject {
  const { spec } = object
  if (!isObject(spec)) return object
  const { replicas: _, ...rest } = spec
  return { ...object, spec: rest }
}

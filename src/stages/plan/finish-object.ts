import { agents } from '../../agents/agents.ts'
import { keepAnnotations, type Keep } from '../../agents/keep-annotations.ts'
import { isObject } from '../../json/own.ts'
import { isNamespaceType } from '../../kubefed/is-namespace-type.ts'
import { managedLabel, orphanAnnotation } from '../../kubefed/managed-label.ts'
import { retainsReplicas } from '../../kubefed/retained-replicas.ts'
import type { FederatedObject } from '../../model/federation.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Override } from '../../model/override.ts'
import type { RenderConfig } from '../../model/render-config.ts'

/** What is asked of an object besides its template and overrides. */
export interface FinishOptions {
  /** Leave `spec.replicas` to the member cluster, unless an override sets it. */
  readonly omitReplicas: boolean
  /** Which agents are to leave the object in the clusters when its file goes. Default: none. */
  readonly keep?: Keep
}

/** What a federated object and the configuration ask of its objects. */
export function finishOptions(federatedObject: FederatedObject, config: RenderConfig): FinishOptions {
  const keep = keepOf(federatedObject, config)
  return {
    omitReplicas: config.retainReplicas === 'omit' && retainsReplicas(federatedObject.manifest.value),
    ...(keep && { keep }),
  }
}

/** No agent deletes what is orphaned; no agent that is configured deletes a Namespace by itself, with everything in it. */
function keepOf({ manifest, type }: FederatedObject, { delivery }: RenderConfig): Keep | undefined {
  if (isOrphaned(manifest)) return { reason: 'orphaned', agents }
  if (!isNamespaceType(type)) return undefined
  return { reason: 'namespace', agents: agents.filter((agent) => agent.isConfigured(delivery)) }
}

/** Whether a federated object asks that its objects stay in the clusters (KubeFed: pkg/controller/util/orphaning.go). */
export function isOrphaned({ value: { metadata } }: Manifest): boolean {
  const annotations = isObject(metadata) ? metadata['annotations'] : undefined
  return isObject(annotations) && annotations[orphanAnnotation] === 'true'
}

/**
 * What KubeFed does to an object after its overrides, so that none of them can undo it: the managed label (KubeFed:
 * pkg/controller/util/managedlabel.go, AddManagedLabel), and here the annotations in place of retainReplicas and of
 * orphaning, and the annotations that keep the agents from deleting.
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
      ...(options.keep && keepAnnotations(metadata, options.keep)),
    },
  }
  return options.omitReplicas && !overrides.some(setsReplicas) ? withoutReplicas(finished) : finished
}

/** Whether an override sets a count, be it the one that is there. */
export function setsReplicas({ path }: Override): boolean {
  return path === '/spec/replicas' || path === '/spec'
}

function withoutReplicas(object: JsonObject): JsonObject {
  const { spec } = object
  if (!isObject(spec)) return object
  const { replicas: _, ...rest } = spec
  return { ...object, spec: rest }
}

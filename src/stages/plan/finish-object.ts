import { getOwn, isObject } from '../../json/own.ts'
import { managedLabel, orphanAnnotation } from '../../kubefed/managed-label.ts'
import type { FederatedObject } from '../../model/federation.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Override } from '../../model/override.ts'
import type { RenderConfig } from '../../model/render-config.ts'

const argoSyncOptions = 'argocd.argoproj.io/sync-options'
const fluxPrune = 'kustomize.toolkit.fluxcd.io/prune'

/** What is asked of an object besides its template and overrides. */
export interface FinishOptions {
  /** Leave `spec.replicas` to the member cluster, unless an override sets it. */
  readonly omitReplicas: boolean
  /** Tell Argo CD and Flux to leave the live object when its file goes. */
  readonly orphan: boolean
}

/** What a federated object and the configuration ask of its objects. */
export function finishOptions({ manifest }: FederatedObject, config: RenderConfig): FinishOptions {
  const { spec, metadata } = manifest.value
  const annotations = isObject(metadata) ? metadata['annotations'] : undefined
  return {
    omitReplicas: config.retainReplicas === 'omit' && isObject(spec) && spec['retainReplicas'] === true,
    orphan: isObject(annotations) && annotations[orphanAnnotation] === 'true',
  }
}

/**
 * What KubeFed does to an object after its overrides, so that none of them can undo it: the managed label (KubeFed:
 * pkg/controller/util/managedlabel.go, AddManagedLabel), and here the stand-ins for retainReplicas and orphaning.
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
      ...(options.orphan && { annotations: keepAnnotations(metadata) }),
    },
  }
  return options.omitReplicas && !overrides.some(setsReplicas) ? withoutReplicas(finished) : finished
}

function keepAnnotations(metadata: JsonObject): JsonObject {
  const annotations = isObject(metadata['annotations']) ? metadata['annotations'] : {}
  const options = getOwn(annotations, argoSyncOptions)
  const wanted = ['Prune=false', 'Delete=false']
  const others =
    typeof options === 'string'
      ? options.split(',').filter((each) => !/^\s*(?:Prune|Delete)=/.test(each))
      : []
  return { ...annotations, [argoSyncOptions]: [...others, ...wanted].join(','), [fluxPrune]: 'disabled' }
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

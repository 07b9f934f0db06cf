import { getOwn, isObject } from '../../json/own.ts'
import { managedLabel } from '../../kubefed/managed-label.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Override } from '../../model/override.ts'

const argoSyncOptions = 'argocd.argoproj.io/sync-options'
const fluxPrune = 'kustomize.toolkit.fluxcd.io/prune'

/** What is asked of an object besides its template and overrides. */
export interface FinishOptions {
  /** Leave `spec.replicas` to the member cluster, unless an override sets it. */
  readonly omitReplicas: boolean
  /** What the agents are to leave undone when the file of the object goes. */
  readonly keep: KeepOptions
}

/** What keeps an agent from deleting a live object. */
export interface KeepOptions {
  /** Sync options of Argo CD: `Prune=false` for a file that goes, `Delete=false` for an Application that goes. */
  readonly argocd: readonly string[]
  /** Whether Flux is told never to prune it. */
  readonly flux: boolean
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
      ...(isKept(options.keep) && { annotations: keepAnnotations(metadata, options.keep) }),
    },
  }
  return options.omitReplicas && !overrides.some(setsReplicas) ? withoutReplicas(finished) : finished
}

function isKept({ argocd, flux }: KeepOptions): boolean {
  return argocd.length > 0 || flux
}

function keepAnnotations(metadata: JsonObject, { argocd, flux }: KeepOptions): JsonObject {
  const annotations = isObject(metadata['annotations']) ? metadata['annotations'] : {}
  return {
    ...annotations,
    ...(argocd.length > 0 && { [argoSyncOptions]: withSyncOptions(annotations, argocd) }),
    ...(flux && { [fluxPrune]: 'disabled' }),
  }
}

/** The object's own sync options, those of the same names displaced. */
function withSyncOptions(annotations: JsonObject, wanted: readonly string[]): string {
  const options = getOwn(annotations, argoSyncOptions)
  const names = new Set(wanted.map(optionName))
  const others =
    typeof options === 'string' ? options.split(',').filter((each) => !names.has(optionName(each))) : []
  return [...others, ...wanted].join(',')
}

function optionName(option: string): string {
  return option.trim().split('=')[0] ?? ''
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

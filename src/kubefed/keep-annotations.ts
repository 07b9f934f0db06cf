import { getOwn, isObject } from '../json/own.ts'
import type { JsonObject } from '../model/json.ts'

const argoSyncOptions = 'argocd.argoproj.io/sync-options'
const fluxPrune = 'kustomize.toolkit.fluxcd.io/prune'

/** What keeps an agent from deleting a live object. */
export interface KeepOptions {
  /** Sync options of Argo CD: `Prune=false` for a file that goes, `Delete=false` for an Application that goes. */
  readonly argocd: readonly string[]
  /** Whether Flux is told never to prune it. */
  readonly flux: boolean
}

/** The annotations of an object with those that tell the agents what to keep, to be put into its metadata; `{}` for none. */
export function keepAnnotations(metadata: JsonObject, { argocd, flux }: KeepOptions): JsonObject {
  if (argocd.length === 0 && !flux) return {}
  const own = isObject(metadata['annotations']) ? metadata['annotations'] : {}
  const annotations: JsonObject = {
    ...own,
    ...(argocd.length > 0 && { [argoSyncOptions]: withSyncOptions(own, argocd) }),
    ...(flux && { [fluxPrune]: 'disabled' }),
  }
  return { annotations }
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

/** Whether both agents leave an object in the cluster when its file goes; they read that from the live object. */
export function isKeptByAgents({ metadata }: JsonObject): boolean {
  const annotations = isObject(metadata) ? getOwn(metadata, 'annotations') : undefined
  if (!isObject(annotations)) return false
  const options = getOwn(annotations, argoSyncOptions)
  return (
    typeof options === 'string' &&
    options.split(',').some((each) => each.trim() === 'Prune=false') &&
    getOwn(annotations, fluxPrune) === 'disabled'
  )
}

import { getOwn, isObject } from '../json/own.ts'
import type { JsonObject } from '../model/json.ts'

const argoSyncOptions = 'argocd.argoproj.io/sync-options'
const fluxPrune = 'kustomize.toolkit.fluxcd.io/prune'

/** The annotations of an object, and those that tell Argo CD and Flux to leave it in the cluster when its file goes. */
export function keepAnnotations(metadata: JsonObject): JsonObject {
  const annotations = isObject(metadata['annotations']) ? metadata['annotations'] : {}
  const options = getOwn(annotations, argoSyncOptions)
  const wanted = ['Prune=false', 'Delete=false']
  const others =
    typeof options === 'string'
      ? options.split(',').filter((each) => !/^\s*(?:Prune|Delete)=/.test(each))
      : []
  return { ...annotations, [argoSyncOptions]: [...others, ...wanted].join(','), [fluxPrune]: 'disabled' }
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

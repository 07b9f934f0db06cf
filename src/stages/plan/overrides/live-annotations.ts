import { annotatedKinds } from '../../../kubernetes/annotated-kinds.ts'
import { groupKind } from '../../../kubernetes/group-version-kind.ts'
import { observedKeyOf } from '../../../kubefed/observed-key.ts'
import type { FederatedObject, Federation } from '../../../model/federation.ts'
import type { Override } from '../../../model/override.ts'

/** A path of one annotation. */
const annotation = /^\/metadata\/annotations\/[^/]+$/

/**
 * The overrides of each cluster, with those marked that set an annotation: KubeFed keeps the annotations of an object that
 * exists before it applies overrides (KubeFed: pkg/controller/sync/dispatch/retain.go, RetainClusterFields), so that they fail
 * only where there is none. An object has some where it was observed so; of one that was not observed that is presumed where
 * Kubernetes annotates all of its kind.
 */
export function withLiveAnnotations(
  federatedObject: FederatedObject,
  overridesOf: ReadonlyMap<string, readonly Override[]>,
  observed: Federation['observed'],
): ReadonlyMap<string, readonly Override[]> {
  if (overridesOf.size === 0) return overridesOf
  const { group, kind } = federatedObject.type.targetType
  const presumed = annotatedKinds.has(groupKind(group, kind)) ? ('presumed' as const) : undefined
  const key = observedKeyOf(federatedObject)
  const marked = ([cluster, overrides]: [string, readonly Override[]]): [string, readonly Override[]] => {
    const isAnnotated = observed.get(cluster)?.annotated?.get(key)
    const liveAnnotations =
      isAnnotated === undefined ? presumed : isAnnotated ? ('observed' as const) : undefined
    if (liveAnnotations === undefined || !overrides.some(setsAnnotation)) return [cluster, overrides]
    return [
      cluster,
      overrides.map((each) => (setsAnnotation(each) ? Object.assign({ liveAnnotations }, each) : each)),
    ]
  }
  return new Map([...overridesOf].map(marked))
}

function setsAnnotation({ op, path }: Override): boolean {
  return op !== 'remove' && annotation.test(path)
}

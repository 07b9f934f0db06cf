import { objectAt, textAt } from '../../../json/fields.ts'
import type { FleetIndex } from './fleet-index.ts'
import type { ObjectReference } from './object-references.ts'

/** Whether a custom resource that a cluster gets makes an object there. */
export type IsMade = (reference: ObjectReference, cluster: string) => boolean

/** Kinds of custom resources that make what is called like themselves. */
const makers = /Secret|Certificate|ConfigMap/

/**
 * What custom resources make, as far as their fields say: a SealedSecret one of its own name, an ExternalSecret that of
 * `spec.target.name` or its own, a Certificate that of `spec.secretName`. It is read when it is first asked for.
 */
export function indexMade(fleet: FleetIndex): IsMade {
  let known: ReadonlyMap<string, readonly ReadonlySet<string>[]> | undefined
  return ({ namespace, name }, cluster) => {
    known ??= readMade(fleet)
    return known.get(`${namespace}/${name}`)?.some((clusters) => clusters.has(cluster)) ?? false
  }
}

function readMade(fleet: FleetIndex): ReadonlyMap<string, readonly ReadonlySet<string>[]> {
  const made = new Map<string, ReadonlySet<string>[]>()
  for (const kind of fleet.kinds().filter(isCustom)) {
    for (const plan of fleet.ofKind(kind)) {
      const spec = objectAt(plan.variants[0]?.object ?? {}, 'spec')
      const { namespace = '', name } = plan.federatedObject
      const own = makers.test(kind) ? name : ''
      for (const each of new Set([
        own,
        textAt(objectAt(spec, 'target'), 'name'),
        textAt(spec, 'secretName'),
      ])) {
        if (each === '') continue
        const key = `${namespace}/${each}`
        const known = made.get(key) ?? []
        made.set(key, known)
        known.push(fleet.clustersOf(plan))
      }
    }
  }
  return made
}

/** Whether a group is none of Kubernetes' own, by `Kind.group`. */
export function isCustom(kind: string): boolean {
  const group = kind.split('.').slice(1).join('.')
  return group.includes('.') && !group.endsWith('.k8s.io')
}

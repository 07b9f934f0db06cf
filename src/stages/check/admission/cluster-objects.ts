import { objectAt, textAt } from '../../../json/fields.ts'
import { groupKindOf } from '../../../kubernetes/group-kind.ts'
import { groupKind } from '../../../kubernetes/group-version-kind.ts'
import type { JsonObject } from '../../../model/json.ts'
import type { Manifest } from '../../../model/manifest.ts'
import type { ObjectPlan, RenderPlan } from '../../../model/render-plan.ts'
import { groupBy } from '../../../text/group-by.ts'
import type { AdmissionObject } from './surroundings.ts'

/** Gives what a cluster has of a group and kind, `<Kind.group>`: of two objects of one name the first counts. */
export type ClusterObjects = (kind: string, cluster: string) => readonly AdmissionObject[]

/**
 * What each cluster has: what the command line gives, which no change of the sources displaces, then what is rendered, then what
 * was observed.
 */
export function clusterObjects(
  { objects, federation }: Pick<RenderPlan, 'objects' | 'federation'>,
  given: readonly Manifest[],
): ClusterObjects {
  const plans = groupBy(objects, kindOf)
  const added = groupBy(given, ({ value }) => groupKindOf(value))
  const observed = new Map<string, ReadonlyMap<string, readonly JsonObject[]>>()
  const observedOf = (kind: string, cluster: string): readonly JsonObject[] => {
    const known =
      observed.get(cluster) ?? groupBy(federation.observed.get(cluster)?.objects ?? [], groupKindOf)
    observed.set(cluster, known)
    return known.get(kind) ?? []
  }
  const rendered = new Map<string, ReadonlyMap<string, readonly AdmissionObject[]>>()
  return (kind, cluster) => {
    const own = rendered.get(kind) ?? renderedObjects(plans.get(kind) ?? [])
    rendered.set(kind, own)
    const others = (added.get(kind) ?? []).map((manifest): AdmissionObject => ({
      object: manifest.value,
      written: { manifest, root: '' },
    }))
    const seen = observedOf(kind, cluster).map((object): AdmissionObject => ({ object }))
    return firstOfEach([...others, ...(own.get(cluster) ?? []), ...seen])
  }
}

/** The namespace and the name of an object, as one text. */
function nameOf(object: JsonObject): string {
  const metadata = objectAt(object, 'metadata')
  return `${textAt(metadata, 'namespace')}/${textAt(metadata, 'name')}`
}

function kindOf({ federatedObject }: ObjectPlan): string {
  const { group, kind } = federatedObject.type.targetType
  return groupKind(group, kind)
}

function renderedObjects(plans: readonly ObjectPlan[]): ReadonlyMap<string, readonly AdmissionObject[]> {
  const found = new Map<string, AdmissionObject[]>()
  for (const { federatedObject, variants } of plans) {
    for (const { object, clusters } of variants) {
      const made: AdmissionObject = {
        object,
        written: { manifest: federatedObject.manifest, root: '/spec/template' },
      }
      for (const cluster of clusters) {
        const others = found.get(cluster)
        if (others) others.push(made)
        else found.set(cluster, [made])
      }
    }
  }
  return found
}

function firstOfEach(objects: readonly AdmissionObject[]): readonly AdmissionObject[] {
  const found = new Map<string, AdmissionObject>()
  for (const each of objects) {
    const name = nameOf(each.object)
    if (!found.has(name)) found.set(name, each)
  }
  return [...found.values()]
}

import { CelObject, type CelList, type CelValue } from '../../cel/value.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { ObjectPlan, RenderPlan, Variant } from '../../model/render-plan.ts'
import { createObjectLists, noLists, type ObjectLists } from './object-lists.ts'
import { endpointViews } from './endpoint-view.ts'
import { objectView } from './object-view.ts'
import type { ClusterSubject } from './subject.ts'
import { textMapView } from './text-map-view.ts'
import { typesByField } from './type-fields.ts'

/** The rendered fleet as expressions read it: one view of each cluster and of each variant, made when they are read. */
export interface FleetViews {
  readonly clusters: CelList
  /** The view of a cluster of the inventory. */
  readonly cluster: (name: string) => CelObject | undefined
  /** All variants of all objects. */
  readonly objects: () => CelList
  /** The view of one variant. */
  readonly object: (plan: ObjectPlan, variant: Variant) => CelObject
  readonly dns: () => CelList
}

/** Shows a plan to expressions. */
export function createFleetViews(plan: RenderPlan, weightProperty: string): FleetViews {
  const byName = new Map<string, CelObject>()
  const clustersOf = (names: readonly string[]): CelList => names.flatMap((name) => byName.get(name) ?? [])
  const lists = { clustersOf, imagesOf: createImageLists() }
  const known = new Map<Variant, CelObject>()
  const object = (of: ObjectPlan, variant: Variant): CelObject => {
    const view = known.get(variant) ?? objectView(of, variant, lists)
    known.set(variant, view)
    return view
  }
  const listsOf = remember((type: string | undefined): ObjectLists => {
    const plans = type === undefined ? plan.objects : plan.objects.filter(isOfType(type))
    return createObjectLists(plans, object)
  })
  const fields = typesByField(plan.federation.types)
  const types = { fields, names: new Set(plan.federation.types.map(({ name }) => name)) }
  for (const cluster of plan.federation.clusters) {
    const find: FindObjects = (type) => listsOf(type)(cluster.name)
    byName.set(cluster.name, clusterView(cluster, types, find))
  }
  const variants = plan.objects.flatMap((each) => each.variants.map((variant) => [each, variant] as const))
  return {
    clusters: [...byName.values()],
    cluster: (name) => byName.get(name),
    objects: once(() => variants.map(([each, variant]) => object(each, variant))),
    object,
    dns: once(() => endpointViews(plan.dns, weightProperty)),
  }
}

/** Gives one list for all objects with the same images, so that what was asked of it is known again. */
function createImageLists(): (images: readonly string[]) => CelList {
  const known = new Map<string, CelList>()
  return (images) => {
    const key = JSON.stringify(images)
    const list = known.get(key) ?? images
    known.set(key, list)
    return list
  }
}

function isOfType(type: string): (plan: ObjectPlan) => boolean {
  return ({ federatedObject }) => federatedObject.type.name === type
}

/** The objects that a cluster gets of a type, or of all. */
type FindObjects = (type: string | undefined) => CelList

/** The names of the types, and those that are fields of a cluster, by the field. */
interface ClusterTypes {
  readonly fields: ReadonlyMap<string, string>
  readonly names: ReadonlySet<string>
}

function clusterView(cluster: Cluster, { fields, names }: ClusterTypes, find: FindObjects): CelObject {
  const subject: ClusterSubject = { kind: 'cluster', cluster }
  const labels = textMapView(subject, '/metadata/labels', cluster.labels)
  const types = new CelObject(subject, {
    get: (name) => (names.has(name) ? find(name) : noLists),
    has: (name) => names.has(name),
    keys: () => [...names].sort(),
    placeOf: () => undefined,
  })
  const get = (name: string): CelValue | undefined => {
    switch (name) {
      case 'name':
        return cluster.name
      case 'labels':
        return labels
      case 'region':
        return cluster.region ?? ''
      case 'zones':
        return cluster.zones
      case 'objects':
        return find(undefined)
      case 'types':
        return types
      default: {
        const type = fields.get(name)
        return type === undefined ? undefined : find(type)
      }
    }
  }
  return new CelObject(subject, {
    get,
    has: (name) => (name === 'region' ? cluster.region !== undefined : get(name) !== undefined),
    keys: () => [],
    placeOf: (name) => (name === 'name' ? { subject, pointer: '/metadata/name' } : undefined),
  })
}

function remember<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    const value = known.get(key) ?? make(key)
    known.set(key, value)
    return value
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

import { observedKeyOf } from '../../../kubefed/observed-key.ts'
import { groupKind } from '../../../kubernetes/group-version-kind.ts'
import type { FieldOrigins } from '../../../model/field-origin.ts'
import { keyAt, type Reference } from '../../../model/place.ts'
import type { RenderConfig } from '../../../model/render-config.ts'
import type { ObjectPlan, RenderPlan, Variant } from '../../../model/render-plan.ts'
import { groupBy } from '../../../text/group-by.ts'
import { fieldOrigins } from '../../plan/field-origins.ts'

/** The objects of a fleet by what they are called in their clusters. */
export interface FleetIndex {
  /** By `Kind.group/namespace/name`. */
  readonly find: (key: string) => ObjectPlan | undefined
  /** By `Kind.group`. */
  readonly ofKind: (kind: string) => readonly ObjectPlan[]
  readonly kinds: () => readonly string[]
  /** The clusters that an object is placed in. */
  readonly clustersOf: (plan: ObjectPlan) => ReadonlySet<string>
  /** Whether an object was observed in a cluster. */
  readonly isObserved: (cluster: string, key: string) => boolean
  /** The place that gave a scalar of a variant its value, else the template. */
  readonly placeOf: (plan: ObjectPlan, variant: Variant, pointer: string) => Reference
}

/** An index of the objects of a plan, each part made when it is asked for. */
export function indexFleet({ objects, federation }: RenderPlan, config: RenderConfig): FleetIndex {
  const byKey = once(() => new Map(objects.map((each) => [observedKeyOf(each.federatedObject), each])))
  const byKind = once(() =>
    groupBy(objects, ({ federatedObject: { type } }) =>
      groupKind(type.targetType.group, type.targetType.kind),
    ),
  )
  const clusters = new Map<ObjectPlan, ReadonlySet<string>>()
  const origins = new Map<Variant, FieldOrigins>()
  return {
    find: (key) => byKey().get(key),
    ofKind: (kind) => byKind().get(kind) ?? [],
    kinds: () => [...byKind().keys()],
    clustersOf: (plan) => {
      const known = clusters.get(plan) ?? new Set(plan.placement.clusters)
      clusters.set(plan, known)
      return known
    },
    isObserved: (cluster, key) => federation.observed.get(cluster)?.annotated?.has(key) ?? false,
    placeOf: (plan, variant, pointer) => {
      const fields = origins.get(variant) ?? fieldOrigins(plan, variant.clusters[0] ?? '', config)
      origins.set(variant, fields)
      return fields.at(pointer)?.origin.at ?? keyAt(plan.federatedObject.manifest, '/spec/template')
    },
  }
}

function once<T>(make: () => T): () => T {
  let known: { readonly made: T } | undefined
  return () => {
    known ??= { made: make() }
    return known.made
  }
}

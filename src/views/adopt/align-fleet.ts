import { pointersTo } from '../../json/pointer.ts'
import { stringifyJson } from '../../json/stringify.ts'
import { definitionDefaults } from '../../kubernetes/defaults/definition-defaults.ts'
import { storedObject } from '../../kubernetes/defaults/stored-object.ts'
import { fieldOwners, ownsField, type FieldOwner } from '../../kubernetes/field-owners.ts'
import { readResourceDefinition } from '../../kubernetes/schema/resource-definition.ts'
import type { IgnoredField, KeptField } from '../../model/adoption.ts'
import type { ObjectIdentity } from '../../model/fleet-diff.ts'
import type { Fleet, FleetObject } from '../../model/fleet.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { Variant } from '../../model/render-plan.ts'
import { compareText } from '../../text/compare-text.ts'
import { alignObject, type AlignedObject } from './align-object.ts'
import { liveKey, type LiveObjects } from './live-objects.ts'

/** A rendered object in one cluster in which it runs, and how the two compare. */
export interface AlignedPlace {
  readonly object: ObjectIdentity
  readonly cluster: string
  /** Whether applying changes nothing. */
  readonly isEqual: boolean
  readonly ignored: readonly Pick<IgnoredField, 'field' | 'rule'>[]
  readonly kept: readonly Pick<KeptField, 'field' | 'managers'>[]
  /** The managers that own rendered fields through updates, sorted. */
  readonly coOwners: readonly string[]
}

/** What runs and what is rendered, as fleets of the clusters that anything was observed of. */
export interface AlignedFleet {
  /** Only the objects that are rendered, and aligned to these. */
  readonly base: Fleet
  readonly head: Fleet
  readonly places: readonly AlignedPlace[]
}

/** Aligns what runs in each cluster to what is rendered for it. */
export function alignFleet(fleet: Fleet, observed: ReadonlyMap<string, LiveObjects>): AlignedFleet {
  const places: AlignedPlace[] = []
  const clusters = fleet.clusters.filter(({ name }) => observed.has(name))
  const head = fleet.objects
    .map((each) => restrict(each, observed))
    .filter(({ variants }) => variants.length > 0)
  const defaults = customDefaults(head)
  const base = head.map((each) => ({
    ...each,
    variants: each.variants.flatMap((variant) => alignVariant(each, variant, observed, defaults, places)),
  }))
  const rest = { clusters, dns: [], held: [] }
  return { base: { ...rest, objects: base }, head: { ...rest, objects: head }, places }
}

/** The object as the observed clusters are to store it. */
function restrict(object: FleetObject, observed: ReadonlyMap<string, LiveObjects>): FleetObject {
  const variants = object.variants.flatMap((variant) => {
    const clusters = variant.clusters.filter((each) => observed.has(each))
    return clusters.length === 0 ? [] : [{ object: storedObject(variant.object), clusters }]
  })
  return { ...object, variants }
}

/** The defaults of custom types whose definitions are rendered to a cluster, by what `typeKey` gives. */
type CustomDefaults = ReadonlyMap<string, ReadonlyMap<string, Json>>

function customDefaults(objects: readonly FleetObject[]): CustomDefaults {
  const found = new Map<string, ReadonlyMap<string, Json>>()
  for (const { object, clusters } of objects.flatMap(({ variants }) => variants)) {
    const definition = readResourceDefinition(object)
    if (definition === undefined) continue
    const { group, kind, versions } = definition
    for (const [version, { openAPIV3Schema }] of versions) {
      const defaults = definitionDefaults(openAPIV3Schema)
      for (const each of clusters) {
        found.set(typeKey(each, { apiVersion: `${group}/${version}`, kind }), defaults)
      }
    }
  }
  return found
}

function typeKey(cluster: string, { apiVersion, kind }: JsonObject): string {
  return JSON.stringify([cluster, apiVersion, kind])
}

function alignVariant(
  { path, type, kind, namespace, name }: FleetObject,
  variant: Variant,
  observed: ReadonlyMap<string, LiveObjects>,
  defaults: CustomDefaults,
  places: AlignedPlace[],
): readonly Variant[] {
  const object = { path, type, kind, ...(namespace !== undefined && { namespace }), name }
  const key = liveKey(variant.object)
  const byText = new Map<string, { readonly object: JsonObject; readonly clusters: string[] }>()
  for (const cluster of variant.clusters) {
    const live = observed.get(cluster)?.get(key)
    if (live === undefined) continue
    const aligned = alignObject(live, variant.object, defaults.get(typeKey(cluster, variant.object)))
    places.push(placeOf(object, cluster, live, aligned, variant.object))
    const text = aligned.object === variant.object ? '' : stringifyJson(aligned.object)
    const known = byText.get(text)
    if (known === undefined) byText.set(text, { object: aligned.object, clusters: [cluster] })
    else known.clusters.push(cluster)
  }
  return [...byText.values()]
}

function placeOf(
  object: ObjectIdentity,
  cluster: string,
  live: JsonObject,
  aligned: AlignedObject,
  rendered: JsonObject,
): AlignedPlace {
  const owners = fieldOwners(live)
  const { ignored } = aligned
  const kept = aligned.kept.map((field) => ({ field, managers: managersOf(field, owners) }))
  const unrendered = new Set([...ignored, ...kept].map(({ field }) => field))
  return {
    object,
    cluster,
    isEqual: aligned.object === rendered,
    ignored,
    kept,
    coOwners: uniqueNames(
      owners.filter((each) => each.operation === 'Update' && ownsAnother(each, unrendered)),
    ),
  }
}

function managersOf(field: string, owners: readonly FieldOwner[]): readonly string[] {
  return uniqueNames(owners.filter((each) => ownsField(each, field)))
}

function uniqueNames(owners: readonly FieldOwner[]): readonly string[] {
  return [...new Set(owners.map(({ manager }) => manager))].sort(compareText)
}

/** Whether an owner has a field beside those that are not rendered. */
function ownsAnother({ fields }: FieldOwner, unrendered: ReadonlySet<string>): boolean {
  for (const field of fields) if (!pointersTo(field).some((each) => unrendered.has(each))) return true
  return false
}

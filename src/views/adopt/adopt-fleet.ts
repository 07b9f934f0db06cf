import { compareText } from '../../text/compare-text.ts'
import type { AdoptedObject, Adoption, CoOwner, IgnoredField, KeptField } from '../../model/adoption.ts'
import type { Cause, FleetChange, FleetDiff, ObjectIdentity } from '../../model/fleet-diff.ts'
import type { Fleet, FleetObject } from '../../model/fleet.ts'
import { groupBy } from '../../text/group-by.ts'
import type { ComparedChange } from '../fleet-diff/compare-fleets.ts'
import { fleetDiff } from '../fleet-diff/fleet-diff.ts'
import { createRiskContext, type RiskContext } from '../fleet-diff/risks/risk-context.ts'
import { adoptionRiskRules } from '../fleet-diff/risks/risk-rules.ts'
import { risksOf } from '../fleet-diff/risks/risks-of.ts'
import { podsRestarted } from '../fleet-diff/risks/rules/pods-restarted.ts'
import { alignFleet, type AlignedPlace } from './align-fleet.ts'
import { findLeftBehind } from './find-left-behind.ts'
import type { LiveObjects } from './live-objects.ts'

/** The inputs by which an adoption classifies its changes. */
export interface AdoptionOptions {
  /** The lines of the sources that gave the changed fields their values. Default: none. */
  readonly causesOf?: (change: ComparedChange) => readonly Cause[]
}

/**
 * What a forced server-side apply of a fleet changes in what runs, by the clusters that anything was observed of, with
 * the values of Secrets masked. The DNSEndpoints that belong to no cluster are left out.
 */
export function adoptFleet(
  fleet: Fleet,
  observed: ReadonlyMap<string, LiveObjects>,
  { causesOf = () => [] }: AdoptionOptions = {},
): Adoption {
  const { base, head, places } = alignFleet(fleet, observed)
  let context: RiskContext | undefined
  const diff = fleetDiff(base, head, {
    risksOf: (change, changes) =>
      risksOf(change, (context ??= createRiskContext(base, head, changes)), adoptionRiskRules),
    causesOf,
  })
  return {
    diff: restartsFirst(diff),
    equal: foldClusters(places.filter((each) => each.isEqual)),
    leftBehind: foldClusters(findLeftBehind({ ...head, held: fleet.held }, observed)),
    ignored: ignoredFields(places),
    kept: keptFields(places),
    coOwners: coOwners(places),
    unobserved: unobservedClusters(fleet, observed),
  }
}

function restartsFirst(diff: FleetDiff): FleetDiff {
  const rank = ({ risks }: FleetChange): number =>
    risks.some(({ rule }) => rule === podsRestarted.name) ? 0 : 1
  return { ...diff, changes: [...diff.changes].sort((left, right) => rank(left) - rank(right)) }
}

/** An object in one cluster. */
interface Place {
  readonly object: ObjectIdentity
  readonly cluster: string
}

function ignoredFields(places: readonly AlignedPlace[]): readonly IgnoredField[] {
  const found = places.flatMap((place) => place.ignored.map((detail) => ({ place, detail })))
  return fold(found, ({ field, rule }) => [field, rule])
}

function keptFields(places: readonly AlignedPlace[]): readonly KeptField[] {
  const found = places.flatMap((place) => place.kept.map((detail) => ({ place, detail })))
  return fold(found, ({ field, managers }) => [field, ...managers])
}

function foldClusters(places: readonly Place[]): readonly AdoptedObject[] {
  return fold(
    places.map((place) => ({ place, detail: {} })),
    () => [],
  )
}

/**
 * What is the same of one object in several clusters once, with these; sorted by path, then by its other properties.
 */
function fold<Detail extends object>(
  found: readonly { readonly place: Place; readonly detail: Detail }[],
  keyOf: (detail: Detail) => readonly string[],
): readonly (AdoptedObject & Detail)[] {
  const alike = groupBy(found, ({ place, detail }) => [place.object.path, ...keyOf(detail)].join('\n'))
  return [...alike]
    .sort(([left], [right]) => compareText(left, right))
    .flatMap(([, each]) => {
      const [first] = each
      if (first === undefined) return []
      const clusters = each.map(({ place }) => place.cluster).sort(compareText)
      return [{ object: first.place.object, clusters, ...first.detail }]
    })
}

function coOwners(places: readonly AlignedPlace[]): readonly CoOwner[] {
  const occurrences = places.flatMap(({ object, cluster, coOwners: owners }) =>
    owners.map((manager) => ({ object, cluster, manager })),
  )
  return [...groupBy(occurrences, ({ manager }) => manager)]
    .map(([manager, owned]) => ({ manager, objects: foldClusters(owned) }))
    .sort((left, right) => compareText(left.manager, right.manager))
}

function unobservedClusters(
  { objects }: Fleet,
  observed: ReadonlyMap<string, LiveObjects>,
): readonly string[] {
  const wanted = new Set(
    objects.flatMap(({ variants }: FleetObject) => variants.flatMap((each) => each.clusters)),
  )
  return [...wanted].filter((cluster) => !observed.has(cluster)).sort(compareText)
}

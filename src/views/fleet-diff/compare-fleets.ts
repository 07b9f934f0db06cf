import { compareText } from '../../text/compare-text.ts'
import type { HeldLookup, HeldReason } from '../../model/file-tree.ts'
import type { FleetChange, ObjectIdentity } from '../../model/fleet-diff.ts'
import type { Fleet, FleetObject } from '../../model/fleet.ts'
import { groupBy } from '../../text/group-by.ts'
import type { JsonObject } from '../../model/json.ts'
import { inCluster, inDNS } from '../../output/layout.ts'
import type { Variant } from '../../model/render-plan.ts'
import { compareObjects } from './compare-objects.ts'
import { foldFields, type ChangedVariant } from './fold-fields.ts'
import { maskSecrets } from './mask-secrets.ts'

/** A change before anything is known of what it risks and what caused it. */
export type ComparedChange = Omit<FleetChange, 'risks' | 'causes'>

/**
 * What becomes different in the clusters between two fleets, by path. The clusters that go from one variant to one other
 * are compared once, whatever their number. What `head` no longer has but whose file it holds is `held` instead of
 * `removed`. Values of Secrets are masked in the fields that change, not in the objects.
 */
export function compareFleets(base: Fleet, head: Fleet, held: HeldLookup): readonly ComparedChange[] {
  return [
    ...compareAll(base.objects, head.objects, (path, cluster = '') => held(inCluster(cluster, path))),
    ...compareAll(base.dns, head.dns, (path) => held(inDNS(path))),
  ]
}

type ReasonOf = (path: string, cluster?: string) => HeldReason | undefined

function compareAll(
  base: readonly FleetObject[],
  head: readonly FleetObject[],
  reasonOf: ReasonOf,
): readonly ComparedChange[] {
  const baseByPath = new Map(base.map((each) => [each.path, each]))
  const headByPath = new Map(head.map((each) => [each.path, each]))
  const paths = [...new Set([...baseByPath.keys(), ...headByPath.keys()])].sort(compareText)
  return paths.flatMap((path) => compareObject(baseByPath.get(path), headByPath.get(path), reasonOf))
}

function compareObject(
  base: FleetObject | undefined,
  head: FleetObject | undefined,
  reasonOf: ReasonOf,
): readonly ComparedChange[] {
  const of = head ?? base
  if (of === undefined) return []
  const object = identityOf(of)
  const changes: ComparedChange[] = []
  const changed: ChangedVariant[] = []
  for (const transition of transitionsOf(base, head)) {
    const { base: before, head: after, clusters } = transition
    if (before !== undefined && after !== undefined) {
      const fields = compareObjects(before, after)
      const variant = { base: before, head: after, clusters, fields }
      // Values of a Secret that change in every cluster are one change whatever they are.
      if (fields.length > 0) changed.push({ ...variant, fields: maskSecrets(variant).fields })
    } else if (after !== undefined) {
      changes.push({ kind: 'added', object, clusters, head: after, fields: [] })
    } else if (before !== undefined) {
      for (const each of removals(object, before, clusters, reasonOf)) changes.push(each)
    }
  }
  for (const each of foldFields(changed)) changes.push({ kind: 'changed', object, ...each })
  return changes
}

function identityOf({ path, type, kind, namespace, name }: FleetObject): ObjectIdentity {
  return { path, type, kind, ...(namespace !== undefined && { namespace }), name }
}

/** The clusters that go from one variant, or from nothing, to one other, or to nothing. */
interface Transition {
  readonly base: JsonObject | undefined
  readonly head: JsonObject | undefined
  /** Sorted. */
  readonly clusters: readonly string[]
}

function transitionsOf(base: FleetObject | undefined, head: FleetObject | undefined): readonly Transition[] {
  const same = sameClusters(base?.variants ?? [], head?.variants ?? [])
  if (same) return same
  const [baseOf, headOf] = [objectByCluster(base), objectByCluster(head)]
  const clusters = new Set([...baseOf.keys(), ...headOf.keys()])
  return [...groupBy(clusters, (each) => baseOf.get(each))].flatMap(([before, ofBefore]) =>
    [...groupBy(ofBefore, (each) => headOf.get(each))].map(([after, members]) => ({
      base: before,
      head: after,
      clusters: members[0] === noCluster ? [] : members,
    })),
  )
}

/** The transitions where each variant has the clusters that it had, as nearly all have; undefined otherwise. */
function sameClusters(base: readonly Variant[], head: readonly Variant[]): readonly Transition[] | undefined {
  if (base.length !== head.length) return undefined
  const transitions: Transition[] = []
  for (const [index, { object, clusters }] of base.entries()) {
    const after = head[index]
    if (after?.clusters.length !== clusters.length) return undefined
    if (!clusters.every((each, at) => each === after.clusters[at])) return undefined
    transitions.push({ base: object, head: after.object, clusters })
  }
  return transitions
}

/** The place of a DNSEndpoint that belongs to no cluster; no cluster can have this name. */
const noCluster = ''

function objectByCluster(object: FleetObject | undefined): ReadonlyMap<string, JsonObject> {
  const byCluster = new Map<string, JsonObject>()
  for (const { object: each, clusters } of object?.variants ?? []) {
    if (clusters.length === 0) byCluster.set(noCluster, each)
    for (const cluster of clusters) byCluster.set(cluster, each)
  }
  return byCluster
}

/** One removal, or one for each reason to hold the files of some of the clusters. */
function removals(
  object: ObjectIdentity,
  base: JsonObject,
  clusters: readonly string[],
  reasonOf: ReasonOf,
): readonly ComparedChange[] {
  if (clusters.length === 0) return [removal(object, base, [], reasonOf(object.path))]
  const byReason = groupBy(clusters, (each) => reasonOf(object.path, each))
  return [...byReason].map(([reason, members]) => removal(object, base, members, reason))
}

function removal(
  object: ObjectIdentity,
  base: JsonObject,
  clusters: readonly string[],
  held: HeldReason | undefined,
): ComparedChange {
  const rest = { object, clusters, base, fields: [] }
  return held === undefined ? { kind: 'removed', ...rest } : { kind: 'held', ...rest, held }
}

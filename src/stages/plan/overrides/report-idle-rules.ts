import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { removeItems } from '../../../diagnostics/fix.ts'
import type { ResolvedClusterOverride } from '../../../model/cluster-override.ts'
import type { Federation } from '../../../model/federation.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { holderOf } from '../../../model/override.ts'
import type { OverrideLayer } from '../../../model/override-layer.ts'
import { keyAt } from '../../../model/place.ts'
import type { ObjectPlan } from '../../../model/render-plan.ts'
import { namesPlacement } from './names-placement.ts'
import type { OverrideLayers } from './override-layers.ts'
import { reportIdle, type IdlePlaces } from './report-idle-overrides.ts'

/** What became of the targets of one ClusterOverride. */
interface Targets {
  readonly layer: OverrideLayer
  readonly plans: readonly ObjectPlan[]
}

/**
 * Reports the operations of rules that have no effect in any cluster of any target, each once: `override-equals-template` and
 * `override-shadowed`; and the rules in none of whose clusters a target is placed: `cluster-override-not-placed`.
 */
export function reportIdleRules(
  { clusterOverrides }: Pick<Federation, 'clusterOverrides'>,
  objects: readonly ObjectPlan[],
  layers: OverrideLayers,
  report: Report,
): void {
  if (clusterOverrides.size === 0) return
  const resolved = new Map(
    [...clusterOverrides.values()].flat().map((each) => [each.clusterOverride.manifest, each]),
  )
  for (const [manifest, targets] of targetsOf(objects, layers)) {
    const rules = resolved.get(manifest)
    if (rules) reportUnplaced(rules, targets.plans, report)
    for (const each of idleIn(manifest, targets)) reportIdle(each, report)
  }
}

/** By the manifest of their ClusterOverride. */
function targetsOf(objects: readonly ObjectPlan[], layers: OverrideLayers): ReadonlyMap<Manifest, Targets> {
  const found = new Map<Manifest, { readonly layer: OverrideLayer; readonly plans: ObjectPlan[] }>()
  for (const plan of objects) {
    for (const layer of layers.get(plan.federatedObject) ?? []) {
      const known = found.get(layer.manifest)
      if (known === undefined) found.set(layer.manifest, { layer, plans: [plan] })
      else known.plans.push(plan)
    }
  }
  return found
}

/** The operations that are idle wherever they are applied. */
function idleIn(manifest: Manifest, { layer, plans }: Targets): readonly IdlePlaces[] {
  const found = new Map<string, IdlePlaces & { readonly clusters: string[] }>()
  for (const plan of plans) {
    // What the template has already and a later one sets anew is idle twice, and counts once.
    const counted = new Set<string>()
    for (const { cluster, ...places } of idleInObject(manifest, plan)) {
      const [pointer = ''] = places.pointers
      const known = found.get(pointer)
      const clusters = known?.clusters ?? []
      const key = `${cluster} ${pointer}`
      if (!counted.has(key)) clusters.push(cluster)
      counted.add(key)
      const isSameText = places.isSameText && (known?.isSameText ?? true)
      found.set(pointer, { ...(known ?? places), clusters, isSameText })
    }
  }
  if (found.size === 0) return []
  const applied = countApplied(layer, plans)
  return [...found.values()].flatMap((places): readonly IdlePlaces[] =>
    applied.get(places.pointers[0] ?? '') === places.clusters.length
      ? [{ ...places, clusters: [...new Set(places.clusters)] }]
      : [],
  )
}

/** Operations of one ClusterOverride that are idle in one cluster of one object, each by itself. */
function idleInObject(
  manifest: Manifest,
  { federatedObject, idle = [] }: ObjectPlan,
): readonly (Omit<IdlePlaces, 'clusters'> & { readonly cluster: string })[] {
  // Two ClusterOverrides that write to one field are in error.
  const isOwn = (ruledBy: Manifest | undefined): boolean => ruledBy === undefined || ruledBy === manifest
  const ofRules = idle.filter(({ shadowedBy }) => isOwn(shadowedBy?.ruledBy))
  return ofRules.flatMap(({ overrides, clusters, shadowedBy, isSameText }) => {
    const by = shadowedBy && {
      holder: holderOf(shadowedBy, federatedObject.manifest),
      pointer: shadowedBy.pointer,
    }
    return overrides.flatMap(({ ruledBy, pointer, path }, index) => {
      if (ruledBy !== manifest) return []
      const places = {
        holder: manifest,
        path,
        pointers: [pointer],
        isSameText,
        ...(by && { shadowedBy: by }),
      }
      return [{ ...places, cluster: clusters[index] ?? '' }]
    })
  })
}

/** In how many objects of how many clusters each operation is applied, by its pointer. */
function countApplied(
  { byCluster }: OverrideLayer,
  plans: readonly ObjectPlan[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { placement } of plans) {
    for (const cluster of placement.clusters) {
      for (const { pointer } of byCluster.get(cluster) ?? []) {
        counts.set(pointer, (counts.get(pointer) ?? 0) + 1)
      }
    }
  }
  return counts
}

function reportUnplaced(
  { clusterOverride: { manifest }, rules }: ResolvedClusterOverride,
  plans: readonly ObjectPlan[],
  report: Report,
): void {
  // What cannot be placed is reported, and is no reason to take a rule for one without effect.
  if (plans.some(({ placement }) => placement.reason !== '' || placement.never !== undefined)) return
  let placed: ReadonlySet<string> | undefined
  for (const { rule, clusters } of rules) {
    if (clusters.length === 0) continue
    placed ??= new Set(plans.flatMap(({ placement }) => placement.clusters))
    if (clusters.some((each) => placed?.has(each))) continue
    const isNamed = plans.every(({ federatedObject, placement }) =>
      namesPlacement(federatedObject, placement),
    )
    const context = {
      at: keyAt(manifest, rule.pointer),
      subject: manifest,
      ...(isNamed && { fix: removeItems(manifest, [rule.pointer]) }),
    }
    report(createDiagnostic('cluster-override-not-placed', {}, context))
  }
}

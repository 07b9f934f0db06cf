import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { removeItems } from '../../diagnostics/fix.ts'
import { clusterNames } from '../../model/cluster.ts'
import type { FederatedObject, Federation } from '../../model/federation.ts'
import { valueAt } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { ObjectPlan, Placement, ReplicaDivision } from '../../model/render-plan.ts'
import { nearest } from '../../text/nearest.ts'
import { allFailed, buildVariants } from './build-variants.ts'
import { checkOverrides, isRefusedByKubeFed, type OverrideCheck } from './overrides/check-overrides.ts'
import { withLiveAnnotations } from './overrides/live-annotations.ts'
import { lowerItemKeys } from './overrides/lower-item-keys.ts'
import { onceInRules } from './overrides/once-in-rules.ts'
import { withLayers, type OverrideLayers } from './overrides/override-layers.ts'
import { reportIdleOverrides } from './overrides/report-idle-overrides.ts'
import { reportConflicts } from './overrides/report-conflicts.ts'
import { reportOverrideValues } from './overrides/report-override-values.ts'
import { reportOverrideCheck } from './overrides/report-override-check.ts'
import { namesPlacement } from './overrides/names-placement.ts'
import { placeObject } from './place-object.ts'
import { reportOtherGroups } from './report-other-groups.ts'
import { checkNamespace } from './scheduling/check-schedule.ts'
import { scheduleObject, type SchedulingState } from './scheduling/schedule-object.ts'
import { scheduleOverrides } from './scheduling/schedule-overrides.ts'

/** All that an object's plan is made from, beside itself. */
export interface PlanContext {
  readonly federation: Federation
  readonly config: RenderConfig
  readonly scheduling: SchedulingState
  readonly layers: OverrideLayers
  /** The divisions that count in place of those of the preferences, by object; undefined where none divides. Default: none do. */
  readonly divisions?: ReadonlyMap<FederatedObject, ReplicaDivision | undefined>
}

/**
 * Decides what becomes of one federated object: its replicas, its placement, its overrides, its variants. Overrides that cannot be
 * read fail it in every cluster, as in KubeFed.
 */
export function planObject(
  federatedObject: FederatedObject,
  { federation, config, scheduling, layers, divisions }: PlanContext,
  reportAll: Report,
): ObjectPlan {
  const layersOfObject = layers.get(federatedObject) ?? []
  const report = onceInRules(layersOfObject, reportAll)
  const preference = federation.preferences.get(federatedObject)
  const own = preference && scheduleObject(federatedObject, preference, federation, scheduling, report)
  const division = divisions?.has(federatedObject) === true ? divisions.get(federatedObject) : own
  const check = checkOverrides(federatedObject.overrides)
  const isRefused = check.faults.some(isRefusedByKubeFed)
  // KubeFed's scheduler reads the overrides before it writes the placement, and writes nothing where it cannot.
  const placement = placeObject(federatedObject, federation, isRefused ? undefined : division, report)
  if (division && !isRefused) checkNamespace(division, placement, report)
  reportOverrideCheck(check, federatedObject.manifest, report)
  reportIneffective(federatedObject, check, federation, placement, report)
  const divided = { federatedObject, placement, ...(division && { division }) }
  if (isRefused) {
    const failures = allFailed(placement.clusters, 'ApplyOverridesFailed')
    return { ...divided, variants: [], overrides: new Map(), failures }
  }
  // Where a path is an error, all that is asked is what KubeFed makes of the overrides.
  const isInError = check.faults.length > 0
  const reportOwn: Report = isInError ? () => {} : report
  reportOverrideValues(federatedObject, check.byCluster.values(), reportOwn)
  reportConflicts(federatedObject, layersOfObject, placement.clusters, reportOwn)
  const written = withLayers(check.byCluster, layersOfObject, placement.clusters)
  const marked = withLiveAnnotations(federatedObject, written, federation.observed)
  const unscheduled = lowerItemKeys(federatedObject, marked, config)
  const overrides = scheduleOverrides(federatedObject, placement.clusters, unscheduled, division, reportOwn)
  const { variants, failures, idle } = buildVariants(
    federatedObject,
    placement.clusters,
    overrides,
    config,
    reportOwn,
  )
  if (isInError) {
    const refused = new Map(failures.map((each) => [each.cluster, each]))
    const all = allFailed(placement.clusters, '').map((each) => refused.get(each.cluster) ?? each)
    return { ...divided, variants: [], overrides: new Map(), failures: all }
  }
  reportOtherGroups(federatedObject, variants, overrides, report)
  reportIdleOverrides(federatedObject, idle, report)
  const rest = { ...(overrides !== unscheduled && { unscheduled }), ...(idle.length > 0 && { idle }) }
  return { ...divided, variants, overrides, failures, ...rest }
}

/** Reports `override-unknown-cluster` and `override-cluster-not-placed` for overrides that have no effect. */
function reportIneffective(
  federatedObject: FederatedObject,
  { byCluster, clusterPointers }: OverrideCheck,
  { clusters }: Federation,
  placement: Placement,
  report: Report,
): void {
  const { manifest } = federatedObject
  // Without any inventory there is nothing to compare with, and that is reported once.
  if (clusters.length === 0 || byCluster.size === 0) return
  const placed = new Set(placement.clusters)
  const known = clusterNames(clusters)
  for (const cluster of byCluster.keys()) {
    if (placed.has(cluster)) continue
    const pointer = clusterPointers.get(cluster) ?? ''
    const context = { at: valueAt(manifest, `${pointer}/clusterName`), subject: manifest }
    const fix = removeItems(manifest, [pointer])
    if (known.has(cluster)) {
      const mayGo = namesPlacement(federatedObject, placement)
      report(
        createDiagnostic('override-cluster-not-placed', { cluster }, { ...context, ...(mayGo && { fix }) }),
      )
    } else {
      const near = nearest(cluster, known)
      const isTypo = near !== undefined
      const parameters = { cluster, nearest: near }
      report(
        createDiagnostic('override-unknown-cluster', parameters, { ...context, ...(!isTypo && { fix }) }),
      )
    }
  }
}

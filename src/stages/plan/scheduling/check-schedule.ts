import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { valueAt } from '../../../model/place.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import type { Placement, ReplicaDivision } from '../../../model/render-plan.ts'
import type { ReplicaSchedule } from '../../../model/replica-plan.ts'
import type { ChosenDivision } from './check-preference.ts'
import { preferenceLimits } from './preference-limits.ts'

/**
 * Reports `replicas-unplaced` where a schedule leaves more replicas without a place than the preference alone does,
 * which `checkPreference` reports: clusters are not ready, not selected, or full.
 */
export function checkUnplaced(
  { preference, method }: ChosenDivision,
  { candidates: clusters, unplaced }: ReplicaSchedule,
  clusterNames: readonly string[],
  report: Report,
): void {
  const { manifest, spec } = preference
  const { totalReplicas } = spec
  if (unplaced <= preferenceLimits(spec, clusterNames, method).unplaceable) return
  const parameters = { name: qualifiedName(preference), unplaced, totalReplicas, clusters }
  const at = valueAt(manifest, '/spec/totalReplicas')
  report(createDiagnostic('replicas-unplaced', parameters, { at, subject: manifest }))
}

/**
 * Reports `replicas-beyond-namespace` where a schedule plans replicas for clusters in which the namespace is not placed
 * (KubeFed: pkg/schedulingtypes/replicascheduler.go divides over all ready clusters, and ComputeNamespacedPlacement then
 * cuts the placement down).
 */
export function checkNamespace(
  { preference, schedule }: ReplicaDivision,
  { clusters: placed, namespace }: Placement,
  report: Report,
): void {
  if (schedule === undefined || namespace === undefined) return
  const reached = new Set(placed)
  const lost = [...schedule.replicas].filter(([cluster, count]) => count > 0 && !reached.has(cluster))
  if (lost.length === 0) return
  const { manifest, spec } = preference
  const replicas = lost.reduce((sum, [, count]) => sum + count, 0)
  const clusters = lost.map(([cluster]) => cluster)
  const parameters = { replicas, totalReplicas: spec.totalReplicas, clusters, namespace: namespace.name }
  const related = [{ message: 'the namespace', at: valueAt(namespace.manifest, '/metadata/name') }]
  const at = valueAt(manifest, '/spec/totalReplicas')
  report(createDiagnostic('replicas-beyond-namespace', parameters, { at, related, subject: manifest }))
}

/**
 * Reports `replicas-taken` where the clusters of a schedule have more replicas together than at the last render and
 * one of them has fewer. `previous` holds the replicas of the last render; a cluster that is not in the schedule is
 * held, and so does not count.
 */
export function checkScaleUp(
  { preference, method }: ChosenDivision,
  { replicas }: ReplicaSchedule,
  previous: ReadonlyMap<string, number>,
  report: Report,
): void {
  const { manifest } = preference
  const changes = [...replicas].map(([cluster, after]) => ({
    cluster,
    before: previous.get(cluster) ?? 0,
    after,
  }))
  const before = changes.reduce((sum, change) => sum + change.before, 0)
  const after = changes.reduce((sum, change) => sum + change.after, 0)
  const losing = changes.filter((change) => change.after < change.before)
  if (after <= before || losing.length === 0) return
  const clusters = losing.map((change) => `${change.cluster} (${change.before} to ${change.after})`)
  const at = valueAt(manifest, '/spec/totalReplicas')
  const parameters = { name: qualifiedName(preference), before, after, clusters, method }
  report(createDiagnostic('replicas-taken', parameters, { at, subject: manifest }))
}

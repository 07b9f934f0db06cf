import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { valueAt } from '../../../model/place.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import type { ReplicaSchedule } from '../../../model/replica-plan.ts'
import type { ReplicaSchedulingPreference } from '../../../model/replica-scheduling-preference.ts'
import { preferenceLimits } from './preference-limits.ts'

/**
 * Reports `replicas-unplaced` where a schedule leaves more replicas without a place than the preference alone does,
 * which `checkPreference` reports: clusters are not ready, not selected, or full.
 */
export function checkUnplaced(
  preference: ReplicaSchedulingPreference,
  { candidates: clusters, unplaced }: ReplicaSchedule,
  clusterNames: readonly string[],
  report: Report,
): void {
  const { manifest, spec } = preference
  const { totalReplicas } = spec
  if (unplaced <= preferenceLimits(spec, clusterNames).unplaceable) return
  const parameters = { name: qualifiedName(preference), unplaced, totalReplicas, clusters }
  const at = valueAt(manifest, '/spec/totalReplicas')
  report(createDiagnostic('replicas-unplaced', parameters, { at, subject: manifest }))
}

/**
 * Reports `replicas-taken` where the clusters of a schedule have more replicas together than at the last render and
 * one of them has fewer. `previous` holds the replicas of the last render; a cluster that is not in the schedule is
 * held, and so does not count.
 */
export function checkScaleUp(
  preference: ReplicaSchedulingPreference,
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
  const parameters = { name: qualifiedName(preference), before, after, clusters }
  report(createDiagnostic('replicas-taken', parameters, { at, subject: manifest }))
}

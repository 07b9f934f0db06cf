import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { equalJson } from '../../../json/equal.ts'
import type { FederatedObject } from '../../../model/federation.ts'
import { holderOf, type Override } from '../../../model/override.ts'
import { valueAt } from '../../../model/place.ts'
import type { ReplicaDivision } from '../../../model/render-plan.ts'
import { replicasPath, scheduledOverrides } from './scheduled-overrides.ts'

/**
 * The effective overrides of each cluster once its replicas are divided: the schedule is one more layer on top of the
 * file's own. Reports `replicas-override-discarded` where that changes a count, and `replicas-override-removes`.
 */
export function scheduleOverrides(
  object: FederatedObject,
  placed: readonly string[],
  overrides: ReadonlyMap<string, readonly Override[]>,
  division: ReplicaDivision | undefined,
  report: Report,
): ReadonlyMap<string, readonly Override[]> {
  const { preference, schedule } = division ?? {}
  if (preference === undefined || schedule === undefined) return overrides
  const effective = new Map(overrides)
  for (const cluster of placed) {
    const written = overrides.get(cluster) ?? []
    const { discarded } = scheduledOverrides(written)
    const value = schedule.replicas.get(cluster) ?? 0
    if (discarded) reportDiscarded(object, cluster, value, discarded, report)
    effective.set(cluster, withSchedule(cluster, written, division))
  }
  return effective
}

/** The overrides of one cluster with the replicas that a preference gives it, where it gives any. */
export function withSchedule(
  cluster: string,
  overrides: readonly Override[],
  { preference, schedule }: Partial<Pick<ReplicaDivision, 'preference' | 'schedule'>> = {},
): readonly Override[] {
  if (preference === undefined || schedule === undefined) return overrides
  const { before, after, discarded } = scheduledOverrides(overrides)
  const scheduled: Override = {
    op: discarded?.op ?? 'replace',
    path: replicasPath,
    value: schedule.replicas.get(cluster) ?? 0,
    pointer: '/spec/totalReplicas',
    dotted: false,
    scheduledBy: preference.manifest,
  }
  return [...before, scheduled, ...after]
}

function reportDiscarded(
  { manifest }: FederatedObject,
  cluster: string,
  replicas: number,
  discarded: Override,
  report: Report,
): void {
  const { op, value, pointer } = discarded
  const context = { at: valueAt(holderOf(discarded, manifest), `${pointer}/path`), subject: manifest }
  if (op === 'remove') report(createDiagnostic('replicas-override-removes', { cluster }, context))
  else if (!equalJson(value, replicas)) {
    // A dump of a live control plane holds the preference's own overrides, which need no report.
    report(createDiagnostic('replicas-override-discarded', { cluster, replicas }, context))
  }
}

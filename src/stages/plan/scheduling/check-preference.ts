import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { nearest } from '../../../text/nearest.ts'
import { atPointer } from '../../../json/at-pointer.ts'
import { childPointer } from '../../../json/pointer.ts'
import { keyAt, valueAt } from '../../../model/place.ts'
import type {
  DivisionMethod,
  Int64,
  ReplicaSchedulingPreference,
} from '../../../model/replica-scheduling-preference.ts'
import { preferenceLimits } from './preference-limits.ts'

const int32Max = 2 ** 31 - 1
const int64Max = 2n ** 63n - 1n

/** A preference, and how it is to divide. */
export interface ChosenDivision {
  readonly preference: ReplicaSchedulingPreference
  readonly method: DivisionMethod
}

/**
 * Checks a preference beside the names of the inventory, and answers whether it can be planned. Reports
 * `preference-negative-number`, `preference-number-too-large`, `preference-rebalance-monotone`, `preference-cluster-case`, `preference-unknown-cluster`,
 * `preference-minimum-over-maximum`, `preference-minimum-over-total`, `preference-maximum-under-total` and
 * `preference-weight-zero`.
 */
export function checkPreference(
  division: ChosenDivision,
  clusterNames: readonly string[],
  report: Report,
): boolean {
  const { preference } = division
  const sound = [
    checkRebalance(division, report),
    checkNumbers(preference, clusterNames.length, report),
    checkClusterNames(preference, clusterNames, report),
  ].every(Boolean)
  // A preference with other faults is not checked for its sums: they would be wrong because of those faults.
  if (sound) checkLimits(division, clusterNames, report)
  return sound
}

/** A preference that does not name rebalance asks for nothing that only what runs already could answer. */
function checkRebalance({ preference: { manifest }, method }: ChosenDivision, report: Report): boolean {
  const pointer = '/spec/rebalance'
  if (method !== 'monotone' || atPointer(manifest.value, pointer) !== false) return true
  const at = valueAt(manifest, pointer)
  report(createDiagnostic('preference-rebalance-monotone', {}, { at, subject: manifest }))
  return false
}

function checkNumbers(
  { manifest, spec }: ReplicaSchedulingPreference,
  clusterCount: number,
  report: Report,
): boolean {
  let sound = true
  const check = (value: Int64 | undefined, pointer: string, field: string, most: Int64): void => {
    if (value === undefined || (value >= 0 && value <= most)) return
    sound = false
    const code = value < 0 ? 'preference-negative-number' : 'preference-number-too-large'
    const at = valueAt(manifest, `${pointer}/${field}`)
    report(createDiagnostic(code, { field, value }, { at, subject: manifest }))
  }
  check(spec.totalReplicas, '/spec', 'totalReplicas', int32Max)
  // The planner adds the sum of all weights to a weight times the replicas.
  const heaviest = int64Max / BigInt(Math.max(0, spec.totalReplicas) + clusterCount + 1)
  for (const [cluster, { minReplicas, maxReplicas, weight }] of spec.clusters) {
    const pointer = childPointer('/spec/clusters', cluster)
    check(minReplicas, pointer, 'minReplicas', int64Max)
    check(maxReplicas, pointer, 'maxReplicas', int64Max)
    check(weight, pointer, 'weight', heaviest)
  }
  return sound
}

function checkClusterNames(
  { manifest, spec }: ReplicaSchedulingPreference,
  clusterNames: readonly string[],
  report: Report,
): boolean {
  // An inventory without any cluster is reported once, not once for each name.
  if (clusterNames.length === 0) return true
  let sound = true
  const names = new Set(clusterNames)
  const byLowerCase = new Map(clusterNames.toReversed().map((name) => [name.toLowerCase(), name]))
  for (const cluster of spec.clusters.keys()) {
    if (cluster === '*' || names.has(cluster)) continue
    const context = { at: keyAt(manifest, childPointer('/spec/clusters', cluster)), subject: manifest }
    const known = byLowerCase.get(cluster.toLowerCase())
    if (known === undefined) {
      const parameters = { cluster, nearest: nearest(cluster, clusterNames) }
      report(createDiagnostic('preference-unknown-cluster', parameters, context))
    } else {
      sound = false
      report(createDiagnostic('preference-cluster-case', { cluster, known }, context))
    }
  }
  return sound
}

function checkLimits(
  { preference: { manifest, spec }, method }: ChosenDivision,
  clusterNames: readonly string[],
  report: Report,
): void {
  for (const [cluster, { minReplicas, maxReplicas }] of spec.clusters) {
    if (maxReplicas === undefined || minReplicas <= maxReplicas) continue
    const at = valueAt(manifest, `${childPointer('/spec/clusters', cluster)}/minReplicas`)
    const parameters = { cluster, minReplicas, maxReplicas }
    report(createDiagnostic('preference-minimum-over-maximum', parameters, { at, subject: manifest }))
  }
  if (clusterNames.length === 0) return
  const { totalReplicas } = spec
  const { minReplicas, holdable, weighted, unplaceable } = preferenceLimits(spec, clusterNames, method)
  const context = { at: valueAt(manifest, '/spec/totalReplicas'), subject: manifest }
  if (minReplicas > totalReplicas) {
    report(createDiagnostic('preference-minimum-over-total', { sum: minReplicas, totalReplicas }, context))
  }
  if (unplaceable === 0) return
  if (weighted) {
    const parameters = { sum: holdable, totalReplicas, unplaceable }
    report(createDiagnostic('preference-maximum-under-total', parameters, context))
  } else {
    report(createDiagnostic('preference-weight-zero', { totalReplicas, unplaceable }, context))
  }
}

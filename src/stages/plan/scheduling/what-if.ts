import type { FederatedObject, Federation } from '../../../model/federation.ts'
import type { ReplicaSchedulingPreference } from '../../../model/replica-scheduling-preference.ts'

/** A question about replica scheduling: what would be if. */
export interface WhatIf {
  /** Whether a federated object is asked about. Default: every one is. */
  readonly isAsked?: (object: FederatedObject) => boolean
  /** Its replicas in all clusters together. Default: the total of the preference. */
  readonly totalReplicas?: number
  /** Clusters that count as not ready. Default: none. */
  readonly without?: readonly string[]
  /** Capacities in place of the observed ones, by cluster. Default: none. */
  readonly capacity?: ReadonlyMap<string, number>
}

/** The federation as a question assumes it; itself where nothing is assumed. */
export function assume(federation: Federation, whatIf: WhatIf = {}): Federation {
  const { totalReplicas, without = [] } = whatIf
  if (totalReplicas === undefined && without.length === 0) return federation
  const clusters = federation.clusters.map((each) =>
    without.includes(each.name) ? { ...each, ready: false } : each,
  )
  const { isAsked = () => true } = whatIf
  const preferences = new Map(
    [...federation.preferences].map(([object, preference]) => [
      object,
      totalReplicas !== undefined && isAsked(object) ? withTotal(preference, totalReplicas) : preference,
    ]),
  )
  return { ...federation, clusters, preferences }
}

function withTotal(
  preference: ReplicaSchedulingPreference,
  totalReplicas: number,
): ReplicaSchedulingPreference {
  return { ...preference, spec: { ...preference.spec, totalReplicas } }
}

import type { DivisionMethod, Int64 } from '../../model/replica-scheduling-preference.ts'
import type { LeftAloneReason } from '../../model/replica-plan.ts'
import { quote } from '../../text/quote.ts'

const leftAloneWords: Readonly<Record<LeftAloneReason, string>> = {
  'no-ready-cluster': 'no cluster is ready',
  'no-selected-cluster': 'the clusterSelectors of target and namespace select no ready cluster',
  'placement-failed': 'a clusterSelector is not valid',
}

/** What can be wrong with a ReplicaSchedulingPreference, or with what it makes of its target. */
export const schedulingCatalog = {
  'preference-target-kind': {
    severity: 'error' as const,
    about:
      'A ReplicaSchedulingPreference has a targetKind other than FederatedDeployment and FederatedReplicaSet.',
    message: (p: { targetKind: string; nearest: string | undefined }): string =>
      `KubeFed divides no replicas of a ${quote(p.targetKind)}.`,
    hint: (p: { targetKind: string; nearest: string | undefined }): string =>
      p.nearest === undefined
        ? 'Set targetKind to FederatedDeployment or FederatedReplicaSet.'
        : `Did you mean ${quote(p.nearest)}?`,
  },
  'preference-target-missing': {
    severity: 'warning' as const,
    about:
      'A ReplicaSchedulingPreference has no target: no object of its targetKind has its namespace and name.',
    message: (p: { targetKind: string; name: string; nearest: string | undefined }): string =>
      `No ${p.targetKind} is called ${quote(p.name)}, so this preference has no effect.`,
    hint: (p: { targetKind: string; name: string; nearest: string | undefined }): string =>
      p.nearest === undefined
        ? 'Give the preference the namespace and name of its target.'
        : `Did you mean ${quote(p.nearest)}?`,
  },
  'preference-negative-number': {
    severity: 'error' as const,
    about: 'A number of a ReplicaSchedulingPreference is negative.',
    message: (p: { field: string; value: Int64 }): string =>
      `${p.field} is ${p.value}, and cannot be negative.`,
    hint: (): string => 'Write 0 or a positive number.',
  },
  'preference-number-too-large': {
    severity: 'error' as const,
    about: "The numbers of a ReplicaSchedulingPreference are too large for the planner's int64 arithmetic.",
    message: (p: { field: string; value: Int64 }): string =>
      `${p.field} is ${p.value}, and KubeFed's arithmetic would overflow.`,
    hint: (): string => 'Write a smaller number; only the proportion of weights counts.',
  },
  'preference-rebalance-monotone': {
    severity: 'error' as const,
    about:
      'A ReplicaSchedulingPreference has `rebalance: false`, and its replicas are divided by `scheduling.division: monotone`.',
    message: (): string =>
      'rebalance: false keeps replicas where they run, and a monotone division does not ask where they run.',
    hint: (): string =>
      'Remove rebalance, or set the annotation fedrender.dev/division: kubefed of this preference.',
  },
  'preference-unknown-cluster': {
    severity: 'warning' as const,
    about: 'A ReplicaSchedulingPreference names a cluster that the inventory lacks; KubeFed ignores it.',
    message: (p: { cluster: string; nearest: string | undefined }): string =>
      `No KubeFedCluster is called ${quote(p.cluster)}, so its preference has no effect.`,
    hint: (p: { cluster: string; nearest: string | undefined }): string =>
      p.nearest === undefined
        ? 'Add the KubeFedCluster, or remove the entry.'
        : `Did you mean ${quote(p.nearest)}?`,
  },
  'preference-cluster-case': {
    severity: 'error' as const,
    about: 'A ReplicaSchedulingPreference names a cluster with upper and lower case mixed up.',
    message: (p: { cluster: string; known: string }): string =>
      `The cluster ${quote(p.cluster)} is called ${quote(p.known)}: the names differ only by case.`,
    hint: (p: { cluster: string; known: string }): string => `Write ${quote(p.known)}.`,
  },
  'preference-minimum-over-maximum': {
    severity: 'warning' as const,
    about: 'The minReplicas of a cluster are more than its maxReplicas; KubeFed lets either of them win.',
    message: (p: { cluster: string; minReplicas: Int64; maxReplicas: Int64 }): string =>
      `The cluster ${quote(p.cluster)} has minReplicas ${p.minReplicas} over maxReplicas ${p.maxReplicas}.`,
    hint: (): string => 'Raise maxReplicas, or lower minReplicas.',
  },
  'preference-minimum-over-total': {
    severity: 'warning' as const,
    about: 'The minReplicas of all clusters are more than totalReplicas, so some cluster gets less.',
    message: (p: { sum: Int64; totalReplicas: number }): string =>
      `The minReplicas add up to ${p.sum}, more than the ${p.totalReplicas} of totalReplicas.`,
    hint: (p: { sum: Int64; totalReplicas: number }): string =>
      `Lower minReplicas, or raise totalReplicas to ${p.sum}.`,
  },
  'preference-maximum-under-total': {
    severity: 'warning' as const,
    about: 'All clusters together may hold less than totalReplicas.',
    message: (p: { sum: Int64; totalReplicas: number; unplaceable: number }): string =>
      `The clusters may hold ${p.sum} of ${p.totalReplicas} replicas at most: ${p.unplaceable} can be placed nowhere.`,
    hint: (): string => 'Raise maxReplicas, give more clusters a weight, or lower totalReplicas.',
  },
  'preference-weight-zero': {
    severity: 'warning' as const,
    about: 'No cluster has a weight above 0, so nothing beyond minReplicas is placed.',
    message: (p: { totalReplicas: number; unplaceable: number }): string =>
      `No cluster has a weight above 0: ${p.unplaceable} of ${p.totalReplicas} replicas can be placed nowhere.`,
    hint: (): string => 'Give a weight above 0 to the clusters that are to have replicas.',
  },
  'preference-scheduler-disabled': {
    severity: 'info' as const,
    about:
      'The feature gate SchedulerPreferences is disabled, so a ReplicaSchedulingPreference has no effect.',
    message: (p: { name: string }): string =>
      `The ReplicaSchedulingPreference ${quote(p.name)} has no effect: the feature gate SchedulerPreferences is Disabled.`,
  },
  'target-left-alone': {
    severity: 'warning' as const,
    about:
      'No cluster can be scheduled to, so KubeFed leaves the target of a ReplicaSchedulingPreference as it is.',
    message: (p: { name: string; reason: LeftAloneReason }): string =>
      `The replicas of ${quote(p.name)} are not divided: ${leftAloneWords[p.reason]}.`,
    hint: (p: { name: string; reason: LeftAloneReason }): string =>
      p.reason === 'no-ready-cluster'
        ? 'Check the Ready conditions of the KubeFedClusters.'
        : 'Give target and FederatedNamespace a valid clusterSelector, or unset intersectWithClusterSelector.',
  },
  'replicas-unplaced': {
    severity: 'warning' as const,
    about: 'The clusters that can be scheduled to hold less than totalReplicas.',
    message: (p: {
      name: string
      unplaced: number
      totalReplicas: number
      clusters: readonly string[]
    }): string =>
      `${p.unplaced} of the ${p.totalReplicas} replicas of ${quote(p.name)} can be placed nowhere: ` +
      `${p.clusters.map(quote).join(', ')} can hold no more.`,
    hint: (): string => 'Raise maxReplicas, or bring back the clusters that are not ready or lack capacity.',
  },
  'replicas-taken': {
    severity: 'warning' as const,
    about: 'More replicas are asked for than at the last render, and yet a cluster gets fewer.',
    message: (p: ReplicasTaken): string =>
      `${quote(p.name)} grows from ${p.before} to ${p.after} replicas, and yet takes some from ${p.clusters.join(', ')}.`,
    hint: (p: ReplicasTaken): string =>
      p.method === 'monotone'
        ? 'A larger total alone takes none: weights, limits, clusters or the division changed too. Accept that they move.'
        : 'Set scheduling.division: monotone, by which a larger total takes none, or rebalance: false and let current replicas count; or accept that they move.',
  },
  'replicas-beyond-namespace': {
    severity: 'warning' as const,
    about: 'A ReplicaSchedulingPreference plans replicas for clusters in which the namespace is not placed.',
    message: (p: BeyondNamespace): string =>
      `${p.replicas} of ${p.totalReplicas} replicas are planned for ${p.clusters.map(quote).join(', ')}, where the namespace ${quote(p.namespace)} is not placed; they run nowhere.`,
    hint: (): string =>
      'Set intersectWithClusterSelector: true, name the clusters of the namespace in the preference, or place the namespace there.',
  },
  'replicas-override-discarded': {
    severity: 'warning' as const,
    about: 'An override of /spec/replicas loses to a ReplicaSchedulingPreference.',
    message: (p: { cluster: string; replicas: number }): string =>
      `The replicas override for ${quote(p.cluster)} is discarded: the ReplicaSchedulingPreference sets ${p.replicas}.`,
    hint: (): string => 'Remove the override; minReplicas and maxReplicas of the preference fix a count.',
  },
  'replicas-override-removes': {
    severity: 'error' as const,
    about: 'An override removes /spec/replicas, which a ReplicaSchedulingPreference sets.',
    message: (p: { cluster: string }): string =>
      `An override for ${quote(p.cluster)} removes /spec/replicas, which the ReplicaSchedulingPreference sets.`,
    hint: (): string => 'Remove the override.',
  },
  'retain-replicas-scheduled': {
    severity: 'warning' as const,
    about: 'A federated object sets retainReplicas, and a ReplicaSchedulingPreference divides its replicas.',
    message: (p: { name: string }): string =>
      `retainReplicas of ${quote(p.name)} has no effect: a ReplicaSchedulingPreference sets its replicas.`,
    hint: (): string => 'Remove retainReplicas, or the preference where an autoscaler owns the count.',
  },
  'observation-incomplete': {
    severity: 'warning' as const,
    about:
      'The running replicas of an observed workload cannot be counted, so its readyReplicas count as current.',
    message: (p: { cluster: string; name: string; problem: 'pods-missing' | 'selector-missing' }): string =>
      p.problem === 'pods-missing'
        ? `Not all replicas of ${quote(p.name)} in ${quote(p.cluster)} are ready, and none of its Pods was observed.`
        : `Not all replicas of ${quote(p.name)} in ${quote(p.cluster)} are ready, and it has no matchLabels to find its Pods.`,
    hint: (p: { cluster: string; name: string; problem: 'pods-missing' | 'selector-missing' }): string =>
      p.problem === 'pods-missing'
        ? `Observe the Pods too: kubectl --context ${p.cluster} get deployments,replicasets,pods -A -o yaml.`
        : 'Give the workload spec.selector.matchLabels; its readyReplicas count as current.',
  },
  'observed-cluster-unknown': {
    severity: 'warning' as const,
    about: 'A file of observed state belongs to no cluster of the inventory.',
    message: (): string => 'No folder of this path, nor the file itself, is named after a cluster.',
    hint: (): string => 'Keep the observed state of a cluster in a folder or a file that is named after it.',
  },
  'scheduling-without-previous': {
    severity: 'error' as const,
    about: '`scheduling.current: rendered` needs the last output, and that output is not known.',
    message: (): string =>
      'The replicas of the last output are the current ones (scheduling.current: rendered), and that output is not known.',
    hint: (): string => 'Name the last output with --previous.',
  },
}

interface ReplicasTaken {
  readonly name: string
  readonly before: number
  readonly after: number
  readonly clusters: readonly string[]
  readonly method: DivisionMethod
}

interface BeyondNamespace {
  readonly replicas: number
  readonly totalReplicas: Int64
  readonly clusters: readonly string[]
  readonly namespace: string
}

import type { JsonObject } from '../../../../src/model/json.ts'
import type { KubernetesObject } from '../api-client.ts'
import { memberNames } from './clusters.ts'
import type { Random } from './random.ts'

/** A ReplicaSchedulingPreference for a federated object. */
export function randomPreference(
  { kind, metadata: { name, namespace = '' } }: KubernetesObject,
  random: Random,
): KubernetesObject {
  const named = random.sample([...memberNames, '*', 'nowhere'], random.integer(0, 4))
  const clusters = Object.fromEntries(named.map((cluster) => [cluster, randomCluster(random)]))
  return {
    apiVersion: 'scheduling.kubefed.io/v1alpha1',
    kind: 'ReplicaSchedulingPreference',
    metadata: { name, namespace },
    spec: {
      targetKind: kind,
      totalReplicas: random.pick([0, 1, 2, 3, 5, 9, 12]),
      ...((named.length > 0 || random.chance(0.5)) && { clusters }),
      ...(random.chance(0.4) && { rebalance: random.chance(0.7) }),
      ...(random.chance(0.3) && { intersectWithClusterSelector: true }),
    },
  }
}

function randomCluster(random: Random): JsonObject {
  const minReplicas = random.chance(0.35) ? random.integer(0, 3) : undefined
  return {
    ...(random.chance(0.9) && { weight: random.pick([0, 1, 1, 2, 3, 5, 10]) }),
    ...(minReplicas !== undefined && { minReplicas }),
    ...(random.chance(0.35) && { maxReplicas: (minReplicas ?? 0) + random.integer(0, 5) }),
  }
}

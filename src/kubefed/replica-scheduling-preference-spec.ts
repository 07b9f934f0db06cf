import { getOwn, isObject } from '../json/own.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type {
  ClusterPreferences,
  Int64,
  ReplicaSchedulingPreferenceSpec,
} from '../model/replica-scheduling-preference.ts'

/** Reads the spec of a ReplicaSchedulingPreference that follows its schema; what is absent or null gets its default. */
export function readReplicaSchedulingPreferenceSpec(spec: JsonObject): ReplicaSchedulingPreferenceSpec {
  const { targetKind, totalReplicas, clusters } = spec
  return {
    targetKind: typeof targetKind === 'string' ? targetKind : '',
    totalReplicas: Number(readInt64(totalReplicas) ?? 0),
    rebalance: spec['rebalance'] === true,
    intersectWithClusterSelector: spec['intersectWithClusterSelector'] === true,
    clusters: new Map(
      isObject(clusters)
        ? Object.entries(clusters).map(([name, preferences]) => [name, readClusterPreferences(preferences)])
        : [],
    ),
  }
}

function readClusterPreferences(value: Json): ClusterPreferences {
  if (!isObject(value)) return { minReplicas: 0, weight: 0 }
  const maxReplicas = readInt64(getOwn(value, 'maxReplicas'))
  return {
    minReplicas: readInt64(getOwn(value, 'minReplicas')) ?? 0,
    ...(maxReplicas !== undefined && { maxReplicas }),
    weight: readInt64(getOwn(value, 'weight')) ?? 0,
  }
}

function readInt64(value: Json | undefined): Int64 | undefined {
  return typeof value === 'number' || typeof value === 'bigint' ? value : undefined
}

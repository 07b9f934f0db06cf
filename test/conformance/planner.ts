import { equalJson } from '../../src/json/equal.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { readReplicaSchedulingPreferenceSpec } from '../../src/kubefed/replica-scheduling-preference-spec.ts'
import { planReplicas } from '../../src/stages/plan/scheduling/replica-planner.ts'
import { parseExactJson } from '../helpers/parse-exact-json.ts'
import type { Suite } from './conformance.ts'

interface PlannerCase {
  readonly key: string
  readonly spec: JsonObject
  readonly clusters: readonly string[]
  readonly current?: Readonly<Record<string, number>>
  readonly capacity?: Readonly<Record<string, number>>
  readonly plan: JsonObject
  readonly overflow?: JsonObject
}

/** The planner alone: replicas and overflow of every candidate are KubeFed's. */
export const plannerSuite: Suite = {
  name: 'planner',
  run: (line) => {
    const { key, spec, clusters, current, capacity, plan, overflow } = parseExactJson(
      line,
    ) as unknown as PlannerCase
    const { totalReplicas, rebalance, clusters: preferences } = readReplicaSchedulingPreferenceSpec(spec)
    const answer = planReplicas({
      preferences,
      totalReplicas,
      rebalance,
      clusters,
      key,
      current: new Map(Object.entries(current ?? {})),
      capacity: new Map(Object.entries(capacity ?? {})),
    })
    const expected: Json = { plan, overflow: overflow ?? {} }
    const actual: Json = {
      plan: Object.fromEntries(answer.plan),
      overflow: Object.fromEntries(answer.overflow),
    }
    return equalJson(expected, actual) ? { kind: 'match' } : { kind: 'mismatch', expected, actual }
  },
}

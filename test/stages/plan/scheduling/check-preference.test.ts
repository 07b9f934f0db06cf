import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../../src/diagnostics/diagnostic.ts'
import type { JsonObject } from '../../../../src/model/json.ts'
import type { ReplicaSchedule } from '../../../../src/model/replica-plan.ts'
import { readReplicaSchedulingPreferenceSpec } from '../../../../src/kubefed/replica-scheduling-preference-spec.ts'
import type {
  DivisionMethod,
  ReplicaSchedulingPreference,
} from '../../../../src/model/replica-scheduling-preference.ts'
import { checkPreference } from '../../../../src/stages/plan/scheduling/check-preference.ts'
import { checkScaleUp, checkUnplaced } from '../../../../src/stages/plan/scheduling/check-schedule.ts'

function preferenceOf(given: JsonObject): ReplicaSchedulingPreference {
  const spec = { targetKind: 'FederatedDeployment', totalReplicas: 9, ...given }
  const file = { path: 'preference.yaml', text: '' }
  return {
    manifest: { file, start: 0, end: 0, item: '', value: { spec } },
    namespace: 'test-ns',
    name: 'test-deployment',
    spec: readReplicaSchedulingPreferenceSpec(spec),
  }
}

const inventory = ['a', 'b', 'eu-1']

/** The message of each diagnostic after its code and the pointer at which it stands, and whether the preference can be planned. */
function check(
  spec: JsonObject,
  clusterNames: readonly string[] = inventory,
  method: DivisionMethod = 'kubefed',
): [planned: boolean, ...said: string[]] {
  const said: Diagnostic[] = []
  const planned = checkPreference({ preference: preferenceOf(spec), method }, clusterNames, (diagnostic) =>
    said.push(diagnostic),
  )
  return [planned, ...said.map(describeDiagnostic)]
}

function describeDiagnostic({ code, at, message }: Diagnostic): string {
  const place = at && 'pointer' in at ? `${at.part} ${at.pointer}` : 'nowhere'
  return `${code} at ${place}: ${message}`
}

describe('checkPreference', () => {
  it('finds nothing amiss with the four usual styles', () => {
    expect(check({})).toStrictEqual([true])
    expect(check({ clusters: { '*': { weight: 1 } } })).toStrictEqual([true])
    expect(check({ clusters: { a: { weight: 1 }, b: { weight: 2 } } })).toStrictEqual([true])
    const limits = {
      a: { minReplicas: 4, maxReplicas: 6, weight: 1 },
      b: { minReplicas: 4, maxReplicas: 8, weight: 2 },
    }
    expect(check({ clusters: limits })).toStrictEqual([true])
  })

  it('refuses rebalance: false of a monotone division, where it is written', () => {
    expect(check({ rebalance: false }, inventory, 'monotone')).toStrictEqual([
      false,
      'preference-rebalance-monotone at value /spec/rebalance: rebalance: false keeps replicas where they run, and a monotone division does not ask where they run.',
    ])
    expect(check({ rebalance: true }, inventory, 'monotone')).toStrictEqual([true])
    expect(check({}, inventory, 'monotone')).toStrictEqual([true])
    expect(check({ rebalance: false })).toStrictEqual([true])
  })

  it('counts what a cluster may hold as the division does: maxReplicas comes before minReplicas where it is monotone', () => {
    const clusters = { '*': { minReplicas: 3, maxReplicas: 2, weight: 1 } }
    expect(check({ clusters })).toHaveLength(2)
    expect(check({ clusters }, inventory, 'monotone')[2]).toBe(
      'preference-maximum-under-total at value /spec/totalReplicas: The clusters may hold 6 of 9 replicas at most: 3 can be placed nowhere.',
    )
    const weightless = { '*': { minReplicas: 2, maxReplicas: 9 } }
    expect(check({ clusters: weightless }, inventory, 'monotone')[1]).toMatch(
      /^preference-weight-zero .*3 of 9/,
    )
  })

  it('refuses negative numbers', () => {
    expect(
      check({ totalReplicas: -1, clusters: { a: { minReplicas: -2, maxReplicas: -3, weight: -4 } } }),
    ).toStrictEqual([
      false,
      'preference-negative-number at value /spec/totalReplicas: totalReplicas is -1, and cannot be negative.',
      'preference-negative-number at value /spec/clusters/a/minReplicas: minReplicas is -2, and cannot be negative.',
      'preference-negative-number at value /spec/clusters/a/maxReplicas: maxReplicas is -3, and cannot be negative.',
      'preference-negative-number at value /spec/clusters/a/weight: weight is -4, and cannot be negative.',
    ])
  })

  it("refuses numbers that overflow int32 or KubeFed's int64", () => {
    expect(check({ totalReplicas: 2 ** 31 })).toStrictEqual([
      false,
      "preference-number-too-large at value /spec/totalReplicas: totalReplicas is 2147483648, and KubeFed's arithmetic would overflow.",
    ])
    expect(check({ clusters: { a: { weight: 2n ** 62n } } })[1]).toMatch(
      /^preference-number-too-large .*weight/,
    )
    expect(check({ clusters: { a: { maxReplicas: 2n ** 63n, weight: 1 } } })[1]).toMatch(
      /too-large .*maxReplicas/,
    )
    expect(check({ clusters: { a: { weight: 2n ** 59n }, b: { weight: 2n ** 53n } } })).toStrictEqual([true])
  })

  it('refuses a cluster name that differs only by case, and warns of one that nobody has', () => {
    const clusters = { '*': { weight: 1 }, A: { weight: 1 }, 'eu-2': { weight: 1 }, elsewhere: { weight: 1 } }
    expect(check({ clusters })).toStrictEqual([
      false,
      'preference-cluster-case at key /spec/clusters/A: The cluster "A" is called "a": the names differ only by case.',
      'preference-unknown-cluster at key /spec/clusters/eu-2: No KubeFedCluster is called "eu-2", so its preference has no effect.',
      'preference-unknown-cluster at key /spec/clusters/elsewhere: No KubeFedCluster is called "elsewhere", so its preference has no effect.',
    ])
    expect(check({ clusters }, [])).toStrictEqual([true])
  })

  it('warns of limits that contradict each other', () => {
    expect(
      check({ clusters: { '*': { weight: 1 }, a: { minReplicas: 3, maxReplicas: 2, weight: 1 } } }),
    ).toStrictEqual([
      true,
      'preference-minimum-over-maximum at value /spec/clusters/a/minReplicas: The cluster "a" has minReplicas 3 over maxReplicas 2.',
    ])
  })

  it('adds up the minimums of all clusters, those of "*" for each', () => {
    expect(check({ clusters: { '*': { minReplicas: 4, weight: 1 }, a: { minReplicas: 2 } } })).toStrictEqual([
      true,
      'preference-minimum-over-total at value /spec/totalReplicas: The minReplicas add up to 10, more than the 9 of totalReplicas.',
    ])
    expect(check({ clusters: { '*': { minReplicas: 2n ** 61n, weight: 1 } } })[1]).toMatch(
      /add up to 6917529027641081856,/,
    )
  })

  it('says how many replicas the maximums leave without a place', () => {
    const clusters = { a: { maxReplicas: 3, weight: 1 }, b: { minReplicas: 2 }, 'eu-1': { maxReplicas: 3 } }
    expect(check({ clusters })).toStrictEqual([
      true,
      'preference-maximum-under-total at value /spec/totalReplicas: The clusters may hold 5 of 9 replicas at most: 4 can be placed nowhere.',
    ])
  })

  it('says so where no cluster has a weight', () => {
    expect(check({ clusters: { '*': { minReplicas: 2 } } })).toStrictEqual([
      true,
      'preference-weight-zero at value /spec/totalReplicas: No cluster has a weight above 0: 3 of 9 replicas can be placed nowhere.',
    ])
    expect(check({ clusters: { '*': { minReplicas: 3 } } })).toStrictEqual([true])
  })
})

function scheduleOf(replicas: Readonly<Record<string, number>>, unplaced = 0): ReplicaSchedule {
  const candidates = Object.keys(replicas)
  const counts = new Map(Object.entries(replicas))
  return {
    candidates,
    current: new Map(),
    capacity: new Map(),
    replicas: counts,
    placed: candidates,
    unplaced,
  }
}

describe('checkUnplaced', () => {
  const unplacedIn = (spec: JsonObject, schedule: ReplicaSchedule): string[] => {
    const said: string[] = []
    checkUnplaced({ preference: preferenceOf(spec), method: 'kubefed' }, schedule, inventory, (diagnostic) =>
      said.push(describeDiagnostic(diagnostic)),
    )
    return said
  }

  it('says how many replicas the ready clusters leave without a place', () => {
    const clusters = { '*': { weight: 1 }, a: { maxReplicas: 2, weight: 1 } }
    expect(unplacedIn({ clusters }, scheduleOf({ a: 2 }, 7))).toStrictEqual([
      'replicas-unplaced at value /spec/totalReplicas: 7 of the 9 replicas of "test-ns/test-deployment" can be placed nowhere: "a" can hold no more.',
    ])
  })

  it('is silent where all have a place, and where the preference itself leaves so many without', () => {
    expect(unplacedIn({}, scheduleOf({ a: 9 }))).toStrictEqual([])
    expect(
      unplacedIn({ clusters: { '*': { maxReplicas: 2, weight: 1 } } }, scheduleOf({ a: 2 }, 3)),
    ).toStrictEqual([])
  })
})

/** How to fix that replicas are taken, by the division. */
function hintOf(method: DivisionMethod): string | undefined {
  const hints: (string | undefined)[] = []
  checkScaleUp(
    { preference: preferenceOf({}), method },
    scheduleOf({ a: 1, b: 9 }),
    new Map([['a', 2]]),
    ({ hint }) => hints.push(hint),
  )
  return hints[0]
}

describe('checkScaleUp', () => {
  const takenIn = (
    previous: Readonly<Record<string, number>>,
    next: Readonly<Record<string, number>>,
    method: DivisionMethod = 'kubefed',
  ): string[] => {
    const said: string[] = []
    checkScaleUp(
      { preference: preferenceOf({}), method },
      scheduleOf(next),
      new Map(Object.entries(previous)),
      (diagnostic) => said.push(describeDiagnostic(diagnostic)),
    )
    return said
  }

  it('names the clusters that lose replicas while there are more of them', () => {
    expect(takenIn({ a: 3, b: 2, 'eu-1': 1 }, { a: 4, b: 3, 'eu-1': 0 })).toStrictEqual([
      'replicas-taken at value /spec/totalReplicas: "test-ns/test-deployment" grows from 6 to 7 replicas, and yet takes some from eu-1 (1 to 0).',
    ])
  })

  it('names the setting by which none are taken, where it is not in force', () => {
    expect(hintOf('kubefed')).toMatch(/^Set scheduling\.division: monotone,/)
    expect(hintOf('monotone')).toMatch(/^A larger total alone takes none:/)
  })

  it('is silent at a scale-down, at a move, and about clusters that are held', () => {
    expect(takenIn({ a: 3, b: 3 }, { a: 3, b: 2 })).toStrictEqual([])
    expect(takenIn({ a: 3, b: 3 }, { a: 4, b: 2 })).toStrictEqual([])
    expect(takenIn({ a: 3, b: 3 }, { a: 4 })).toStrictEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import type { PlanStep } from '../../../../src/model/replica-plan.ts'
import { readReplicaSchedulingPreferenceSpec } from '../../../../src/kubefed/replica-scheduling-preference-spec.ts'
import type { JsonObject } from '../../../../src/model/json.ts'
import type { PlacementFields } from '../../../../src/model/placement-fields.ts'
import {
  scheduleReplicas,
  type ComputeSchedulingPlacement,
  type SchedulingRequest,
} from '../../../../src/stages/plan/scheduling/schedule.ts'
import { deepFreeze } from '../../../helpers/deep-freeze.ts'

const placement: PlacementFields = deepFreeze({ clusters: ['b'], clusterSelector: {} })

/** Takes the clusters that the object lists, or with `selectorOnly` those labelled `selected`; `c` is outside the namespace. */
const computePlacement: ComputeSchedulingPlacement = (chosen, clusters, selectorOnly) => {
  const listed = new Set(chosen.clusters)
  return clusters
    .filter(({ name, labels }) => (selectorOnly ? labels.has('selected') : listed.has(name)) && name !== 'c')
    .map(({ name }) => name)
}

function requestOf(spec: JsonObject, ready = 'abc', selected = ''): SchedulingRequest {
  const defaults = { targetKind: 'FederatedDeployment', totalReplicas: 9 }
  return {
    preference: {
      namespace: 'test-ns',
      name: 'test-deployment',
      spec: readReplicaSchedulingPreferenceSpec({ ...defaults, ...spec }),
    },
    method: 'kubefed',
    placement,
    clusters: ['a', 'b', 'c'].map((name) => ({
      name,
      labels: new Map(selected.includes(name) ? [['selected', 'yes']] : []),
      ready: ready.includes(name),
    })),
    current: new Map(),
    capacity: new Map(),
    computePlacement,
  }
}

describe('scheduleReplicas', () => {
  it('divides evenly without any preference, and places as far as the namespace goes', () => {
    const { schedule } = scheduleReplicas(requestOf({}))
    expect(schedule).toStrictEqual({
      candidates: ['a', 'b', 'c'],
      current: new Map(),
      capacity: new Map(),
      replicas: new Map([
        ['a', 3],
        ['b', 3],
        ['c', 3],
      ]),
      placed: ['a', 'b'],
      unplaced: 0,
    })
  })

  it('places a cluster with 0 replicas too', () => {
    const { schedule } = scheduleReplicas(requestOf({ clusters: { a: { weight: 1 } } }))
    expect(schedule?.replicas.get('b')).toBe(0)
    expect(schedule?.placed).toStrictEqual(['a', 'b'])
  })

  it('leaves out clusters that are not ready, and says what has no place', () => {
    const { schedule } = scheduleReplicas(
      requestOf({ clusters: { '*': { maxReplicas: 5, weight: 1 } } }, 'b'),
    )
    expect(schedule?.replicas).toStrictEqual(new Map([['b', 5]]))
    expect(schedule?.unplaced).toBe(4)
  })

  it('adds overflow to the plan, beyond the total if it may rebalance', () => {
    const request = {
      ...requestOf({ rebalance: true }),
      capacity: new Map([['a', 1]]),
      current: new Map([['z', 4]]),
    }
    const { schedule } = scheduleReplicas(request)
    expect([...(schedule?.replicas.values() ?? [])].toSorted()).toStrictEqual([3, 4, 4])
    expect(schedule?.unplaced).toBe(0)
    expect(schedule?.current).toStrictEqual(new Map())
    expect(schedule?.capacity).toStrictEqual(new Map([['a', 1]]))
  })

  it('asks the selectors alone, over ready clusters, where it intersects with them', () => {
    const { schedule } = scheduleReplicas(requestOf({ intersectWithClusterSelector: true }, 'ac', 'ab'))
    expect(schedule?.replicas).toStrictEqual(new Map([['a', 9]]))
  })

  it('leaves the target alone where nothing can be scheduled to', () => {
    expect(scheduleReplicas(requestOf({}, ''))).toStrictEqual({ leftAlone: 'no-ready-cluster' })
    const intersecting = { intersectWithClusterSelector: true }
    expect(scheduleReplicas(requestOf(intersecting))).toStrictEqual({ leftAlone: 'no-selected-cluster' })
    const failing = { ...requestOf(intersecting), computePlacement: () => undefined }
    expect(scheduleReplicas(failing)).toStrictEqual({ leftAlone: 'placement-failed' })
  })

  it('hands the steps of its plan on', () => {
    const steps: PlanStep[] = []
    scheduleReplicas(requestOf({}), (step) => steps.push(step))
    expect(steps.filter(({ kind }) => kind === 'share')).toHaveLength(3)
  })
})

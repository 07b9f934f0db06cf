import { indexWorkloads } from '../../../../src/kubefed/observed-workloads.ts'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../../src/model/json.ts'
import type { WorkloadObservation, WorkloadTarget } from '../../../../src/model/observed-cluster.ts'
import {
  clustersReplicaState,
  observeWorkload,
} from '../../../../src/stages/plan/scheduling/current-replicas.ts'
import { deepFreeze } from '../../../helpers/deep-freeze.ts'

const target: WorkloadTarget = { kind: 'Deployment', namespace: 'shop', name: 'web' }

function deployment(spec: JsonObject, status: JsonObject): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace: 'shop', name: 'web' },
    spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
    status,
  }
}

function pod(phase: string, condition: JsonObject, metadata: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'shop', labels: { app: 'web', extra: 'x' }, ...metadata },
    status: { phase, conditions: [{ type: 'Initialized', status: 'True' }, condition] },
  }
}

const ready = { type: 'Ready', status: 'True' }
const notReady = { type: 'Ready', status: 'False' }
const unschedulable = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }

function observe(...objects: readonly JsonObject[]): WorkloadObservation | undefined {
  return observeWorkload(indexWorkloads(deepFreeze(objects)), target)
}

describe('observeWorkload', () => {
  it('takes all replicas for current where all are ready, without a look at Pods', () => {
    expect(observe(deployment({ replicas: 3 }, { readyReplicas: 3 }), pod('Running', ready))).toStrictEqual({
      replicas: 3,
      readyReplicas: 3,
      current: 3,
    })
  })

  it('knows nothing of a workload that is not there', () => {
    expect(observe()).toBeUndefined()
    expect(observe({ ...deployment({}, {}), kind: 'ReplicaSet' })).toBeUndefined()
    expect(observe({ ...deployment({}, {}), apiVersion: 'example.com/v1' })).toBeUndefined()
    expect(observe({ ...deployment({}, {}), metadata: { namespace: 'other', name: 'web' } })).toBeUndefined()
  })

  it('takes absent counts for 0, so that a workload scaled to nothing has 0 replicas', () => {
    expect(observe(deployment({}, {}))?.current).toBe(0)
  })

  it('counts running Pods with a Ready condition, even where it is False', () => {
    const pods = [
      pod('Running', ready),
      pod('Running', notReady),
      pod('Running', unschedulable),
      pod('Pending', ready),
    ]
    const observation = observe(deployment({ replicas: 4 }, { readyReplicas: 1 }), ...pods)
    expect(observation).toStrictEqual({ replicas: 4, readyReplicas: 1, current: 2 })
  })

  it('takes unschedulable Pods off the capacity', () => {
    const pods = [
      pod('Running', ready),
      pod('Pending', unschedulable),
      pod('Pending', { ...unschedulable, reason: 'SchedulingGated' }),
      pod('Pending', { ...unschedulable, status: 'True' }),
    ]
    const observation = observe(deployment({ replicas: 4 }, { readyReplicas: 1 }), ...pods)
    expect(observation).toStrictEqual({ replicas: 4, readyReplicas: 1, current: 1, capacity: 3 })
  })

  it('never finds a capacity below nothing', () => {
    const pods = [pod('Pending', unschedulable), pod('Pending', unschedulable)]
    expect(observe(deployment({ replicas: 1 }, {}), ...pods)?.capacity).toBe(0)
  })

  it('selects Pods by matchLabels in the namespace of the workload', () => {
    const pods = [
      pod('Running', ready),
      pod('Running', ready, { namespace: 'other' }),
      pod('Running', ready, { labels: { app: 'api' } }),
      pod('Running', ready, { labels: null }),
    ]
    expect(observe(deployment({ replicas: 4 }, { readyReplicas: 1 }), ...pods)?.current).toBe(1)
  })

  it('selects Pods that have every label of matchLabels', () => {
    const selector = { matchLabels: { app: 'web', extra: 'y' } }
    const pods = [
      pod('Running', ready, { labels: { app: 'web', extra: 'y' } }),
      pod('Running', ready),
      pod('Running', ready, { labels: { extra: 'y' } }),
    ]
    expect(observe(deployment({ replicas: 4, selector }, { readyReplicas: 1 }), ...pods)?.current).toBe(1)
  })

  it('takes a Pod for unschedulable by its condition PodScheduled alone', () => {
    const pods = [pod('Running', ready), pod('Pending', { ...unschedulable, type: 'Initialized' })]
    const observation = observe(deployment({ replicas: 4 }, { readyReplicas: 1 }), ...pods)
    expect(observation).toStrictEqual({ replicas: 4, readyReplicas: 1, current: 1 })
  })

  it('does not take missing Pods for no Pods: readyReplicas count', () => {
    const observation = observe(deployment({ replicas: 4 }, { readyReplicas: 2 }))
    expect(observation).toStrictEqual({ replicas: 4, readyReplicas: 2, current: 2, unknown: 'pods-missing' })
  })

  it('cannot find the Pods of a workload without matchLabels', () => {
    const workload = deployment({ replicas: 4, selector: { matchExpressions: [] } }, { readyReplicas: 2 })
    expect(observe(workload, pod('Running', ready))).toMatchObject({
      current: 2,
      unknown: 'selector-missing',
    })
  })
})

describe('clustersReplicaState', () => {
  it('gathers what is known of each cluster', () => {
    const observed = new Map([
      ['a', indexWorkloads([deployment({ replicas: 3 }, { readyReplicas: 3 })])],
      ['b', indexWorkloads([deployment({ replicas: 3 }, {}), pod('Pending', unschedulable)])],
      ['c', indexWorkloads([deployment({ replicas: 3 }, { readyReplicas: 1 })])],
      ['d', indexWorkloads([])],
      ['not-asked', indexWorkloads([deployment({ replicas: 3 }, { readyReplicas: 3 })])],
    ])
    expect(clustersReplicaState(['a', 'b', 'c', 'd', 'e'], target, observed)).toStrictEqual({
      current: new Map([
        ['a', 3],
        ['b', 0],
        ['c', 1],
      ]),
      capacity: new Map([['b', 2]]),
      unknown: new Map([['c', 'pods-missing']]),
    })
  })
})

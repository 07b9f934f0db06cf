import { describe, expect, it } from 'vitest'
import type { Difference } from '../e2e-real/kubefed/difference.ts'
import { capacityBelowZero, planBelowZero } from '../e2e-real/kubefed/negative-capacity.ts'
import { federated, overridesOf, workload } from '../e2e-real/kubefed/reasons/reason.ts'
import { reasonFor } from '../e2e-real/kubefed/reasons/reasons.ts'
import type { JsonObject } from '../../src/model/json.ts'

const pointer = '/spec/replicas'

function difference(rest: Partial<Difference>): Difference {
  return {
    about: 'object',
    key: 'examples/deployments.apps/web',
    cluster: 'us-east',
    pointer,
    kubefed: undefined,
    fedrender: undefined,
    source: undefined,
    federated: undefined,
    findings: [],
    refusals: new Map(),
    previous: undefined,
    ...rest,
  }
}

const deployment = (replicas: number | undefined, rest: JsonObject = {}): Difference['source'] =>
  federated('Deployment', 'web', {
    template: workload('web', replicas === undefined ? {} : { replicas }),
    ...rest,
  })

/** A Deployment in a member. */
const live = (replicas: number): NonNullable<Difference['previous']> => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'examples' },
  spec: { replicas },
})

describe('the reason retained-count', () => {
  const retained = difference({
    source: deployment(3, { retainReplicas: true }),
    kubefed: 3,
    fedrender: 1,
  })

  it.each([
    ['the count of the template, of a new object', retained],
    ['the count of the member, of one that is there', { ...retained, kubefed: 7, previous: live(7) }],
  ])('excuses %s', (_, each) => {
    expect(reasonFor(each)?.name).toBe('retained-count')
  })

  it.each([
    ['another count than that of the template', { ...retained, kubefed: 4 }],
    ['the count of the template where the member has another', { ...retained, previous: live(7) }],
    ['a count that is rendered', { ...retained, fedrender: 3, kubefed: 7 }],
    ['an object that retains nothing', { ...retained, source: deployment(3) }],
    [
      'a count of an override',
      {
        ...retained,
        source: deployment(3, {
          retainReplicas: true,
          ...overridesOf('us-east', { path: pointer, value: 5 }),
        }),
      },
    ],
  ])('does not excuse %s', (_, each) => {
    expect(reasonFor(each)).toBeUndefined()
  })
})

describe('the reason count-removed-under-preference', () => {
  const spec = overridesOf('us-east', { op: 'remove', path: pointer, value: 2 })
  const removed = difference({
    pointer: '',
    source: deployment(3, spec),
    federated: deployment(3, spec),
    kubefed: live(1),
    findings: [{ code: 'replicas-override-removes', severity: 'error', message: '' }],
  })

  it.each([
    ['one replica where the count is removed', removed],
    [
      'the count of the preference elsewhere',
      {
        ...removed,
        cluster: 'eu-west',
        federated: deployment(3, overridesOf('eu-west', { path: pointer, value: 2 })),
        kubefed: live(2),
      },
    ],
    ['a count beside the one before', { ...removed, pointer, kubefed: 1, fedrender: 5, previous: live(5) }],
  ])('excuses %s', (_, each) => {
    expect(reasonFor(each)?.name).toBe('count-removed-under-preference')
  })

  it.each([
    ['the count that is removed', { ...removed, kubefed: live(2) }],
    ['an object that fedrender renders', { ...removed, kubefed: undefined, fedrender: live(1) }],
    ['a count that was never rendered', { ...removed, pointer, kubefed: 1, fedrender: 4, previous: live(5) }],
    ['what is not reported', { ...removed, findings: [] }],
  ])('does not excuse %s', (_, each) => {
    expect(reasonFor(each)).toBeUndefined()
  })
})

describe('the reason retained-secrets', () => {
  const secrets = [{ name: 'token' }]
  const previous = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web' }, secrets }
  const kept = difference({ pointer: '/secrets', kubefed: secrets, previous })

  it('excuses what the member had, and nothing else', () => {
    expect(reasonFor(kept)?.name).toBe('retained-secrets')
    expect(reasonFor({ ...kept, kubefed: [{ name: 'other' }] })).toBeUndefined()
    expect(reasonFor({ ...kept, fedrender: [{ name: 'other' }] })).toBeUndefined()
    expect(reasonFor({ ...kept, previous: undefined })).toBeUndefined()
  })
})

describe('the reason retained-count-removed', () => {
  const spec = { retainReplicas: true, ...overridesOf('us-east', { op: 'remove', path: pointer }) }
  const removed = difference({
    source: deployment(undefined, spec),
    kubefed: 1,
    fedrender: 5,
    previous: live(5),
    findings: [{ code: 'override-not-applicable', severity: 'error', message: '' }],
  })

  it('excuses what the member gets beside what it had, and the status', () => {
    expect(reasonFor(removed)?.name).toBe('retained-count-removed')
    const status = { about: 'status', kubefed: '', fedrender: 'ApplyOverridesFailed' } as const
    expect(reasonFor({ ...removed, ...status, previous: undefined })?.name).toBe('retained-count-removed')
  })

  it.each([
    ['another count', { ...removed, kubefed: 2 }],
    ['an object that was not there', { ...removed, previous: undefined }],
    ['a template with a count', { ...removed, source: deployment(3, spec) }],
    [
      'an object that retains nothing',
      { ...removed, source: deployment(undefined, { ...spec, retainReplicas: false }) },
    ],
    ['another cluster', { ...removed, cluster: 'eu-west' }],
  ])('does not excuse %s', (_, each) => {
    expect(reasonFor(each)).toBeUndefined()
  })
})

describe('the reason negative-capacity', () => {
  const preference = {
    apiVersion: 'scheduling.kubefed.io/v1alpha1',
    kind: 'ReplicaSchedulingPreference',
    metadata: { name: 'web', namespace: 'examples' },
    spec: { targetKind: 'FederatedDeployment', totalReplicas: 4 },
  }
  const rows = [
    { cluster: 'eu-west', current: 0, planned: 4 },
    { cluster: 'us-east', current: 0, capacity: 0, planned: 0 },
  ]
  const belowZero = planBelowZero(preference, rows, [{ key: '', cluster: 'us-east', capacity: -3 }])
  const planned = difference({ about: 'plan', pointer: '/us-east', kubefed: -3, fedrender: 0, belowZero })

  it('excuses what the planner makes of that capacity, in each cluster', () => {
    expect(belowZero).toStrictEqual({ 'eu-west': 7, 'us-east': -3 })
    expect(reasonFor(planned)?.name).toBe('negative-capacity')
    expect(reasonFor({ ...planned, cluster: 'eu-west', kubefed: 7, fedrender: 4 })?.name).toBe(
      'negative-capacity',
    )
  })

  it('excuses no other count, and none without such a capacity', () => {
    expect(reasonFor({ ...planned, kubefed: -2 })).toBeUndefined()
    expect(reasonFor({ ...planned, cluster: 'eu-west' })).toBeUndefined()
    expect(planBelowZero(preference, rows, [])).toBeUndefined()
    expect(reasonFor({ ...planned, belowZero: undefined })).toBeUndefined()
  })

  it('is of more Pods without a node than replicas, not all of which are ready', () => {
    expect(capacityBelowZero({ ready: 0, running: 0, unschedulable: 5 }, 2)).toBe(-3)
    expect(capacityBelowZero({ ready: 0, running: 0, unschedulable: 2 }, 2)).toBeUndefined()
    expect(capacityBelowZero({ ready: 0, running: 0, unschedulable: 5 }, 0)).toBeUndefined()
  })
})

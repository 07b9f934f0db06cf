import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../../src/diagnostics/diagnostic.ts'
import { indexWorkloads } from '../../../../src/kubefed/observed-workloads.ts'
import type { Federation } from '../../../../src/model/federation.ts'
import type { JsonObject } from '../../../../src/model/json.ts'
import type { ReplicaDivision } from '../../../../src/model/render-plan.ts'
import type { DivisionMethod } from '../../../../src/model/replica-scheduling-preference.ts'
import type { CurrentReplicas } from '../../../../src/model/render-config.ts'
import { scheduleObject } from '../../../../src/stages/plan/scheduling/schedule-object.ts'
import { compileFrozen } from '../../../helpers/compile-frozen.ts'
import { clusterYaml, federatedYaml, namespaceYaml } from '../../../helpers/kubefed-yaml.ts'

const offline = '{conditions: [{type: Offline, status: "True"}]}'

interface Setting {
  readonly source: CurrentReplicas
  readonly kind?: string
  readonly last?: Readonly<Record<string, number>>
  readonly capacity?: Readonly<Record<string, number>>
  readonly observed?: Readonly<Record<string, readonly JsonObject[]>>
  readonly bIsOffline?: boolean
  readonly spec?: string
  /** The configuration's. */
  readonly method?: DivisionMethod
  /** The preference's own. */
  readonly annotation?: DivisionMethod
}

/** Divides 4 replicas of `shop/web` between the clusters a and b. */
function schedule({
  source,
  kind = 'Deployment',
  last,
  capacity = {},
  observed = {},
  bIsOffline = false,
  spec = 'totalReplicas: 4',
  method = 'kubefed',
  annotation,
}: Setting): {
  readonly division: ReplicaDivision
  readonly diagnostics: readonly Diagnostic[]
} {
  const text = `${clusterYaml('a')}${clusterYaml('b', '{}', bIsOffline ? offline : undefined)}${namespaceYaml('shop')}
${federatedYaml(kind, 'shop/web', 'template: {}')}
apiVersion: scheduling.kubefed.io/v1alpha1
kind: ReplicaSchedulingPreference
metadata: {name: web, namespace: shop${annotation ? `, annotations: {fedrender.dev/division: ${annotation}}` : ''}}
spec: {targetKind: Federated${kind}, ${spec}}
`
  const { federation, plan, resources } = compileFrozen([{ path: 'x.yaml', text }])
  const object = plan.objects.find(({ federatedObject }) => federatedObject.name === 'web')!.federatedObject
  const diagnostics: Diagnostic[] = []
  const loadBalancers = { services: new Map(), ingresses: new Map() }
  const seen: Federation = {
    ...federation,
    observed: new Map(
      Object.entries(observed).map(([cluster, objects]) => [
        cluster,
        { workloads: indexWorkloads(objects), loadBalancers, unmanaged: new Map() },
      ]),
    ),
  }
  const state = {
    division: method,
    current: source,
    lastReplicas: new Map(last ? [[object, new Map(Object.entries(last))]] : []),
    assumedCapacity: new Map(Object.entries(capacity)),
  }
  const division = scheduleObject(object, resources.preferences[0]!, seen, state, (each) =>
    diagnostics.push(each),
  )
  return { division, diagnostics }
}

const replicasOf = (setting: Setting): Readonly<Record<string, number>> =>
  Object.fromEntries(schedule(setting).division.schedule?.replicas ?? [])

const running = (kind: string, replicas: number, readyReplicas = replicas): JsonObject => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { namespace: 'shop', name: 'web' },
  spec: { replicas, selector: { matchLabels: { app: 'web' } } },
  status: { readyReplicas },
})

describe('the replicas that run now', () => {
  it('are those of the last render where the configuration says so', () => {
    expect(replicasOf({ source: 'rendered', last: { a: 4, b: 0 } })).toEqual({ a: 4, b: 0 })
    expect(replicasOf({ source: 'rendered' })).toEqual({ a: 2, b: 2 })
  })

  it('are none where the configuration says so, whatever was rendered or observed', () => {
    const observed = { a: [running('Deployment', 4)], b: [running('Deployment', 0)] }
    expect(replicasOf({ source: 'none', last: { a: 4, b: 0 }, observed })).toEqual({ a: 2, b: 2 })
  })

  it.each(['Deployment', 'ReplicaSet'])('are those of the %s that is observed', (kind) => {
    const observed = { a: [running(kind, 4)], b: [running(kind, 0)] }
    expect(replicasOf({ source: 'observed', kind, observed, last: { a: 0, b: 4 } })).toEqual({ a: 4, b: 0 })
    const other = { a: [running(kind === 'Deployment' ? 'ReplicaSet' : 'Deployment', 4)] }
    expect(replicasOf({ source: 'observed', kind, observed: other })).toEqual({ a: 2, b: 2 })
  })

  it('are reported where the observation of a ready cluster does not say them', () => {
    const observed = { a: [running('Deployment', 4, 1)], b: [running('Deployment', 4, 1)] }
    const { diagnostics } = schedule({ source: 'observed', observed, bIsOffline: true })
    expect(diagnostics).toMatchObject([{ code: 'observation-incomplete', at: { pointer: '/metadata/name' } }])
    expect(diagnostics[0]?.message).toContain('"a"')
    expect(diagnostics[0]?.message).toContain('"shop/web"')
  })
})

it.each(['rendered', 'none', 'observed'] as const)(
  'takes an assumed capacity for a limit beside %s',
  (source) => {
    const { division } = schedule({ source, capacity: { a: 1 } })
    expect(Object.fromEntries(division.schedule?.capacity ?? [])).toEqual({ a: 1 })
  },
)

it('warns of replicas that a cluster loses while the sum rises', () => {
  const spec = 'totalReplicas: 4, rebalance: true'
  const { diagnostics } = schedule({ source: 'rendered', last: { a: 3, b: 0 }, spec })
  expect(diagnostics.map(({ code }) => code)).toEqual(['replicas-taken'])
})

describe('the division', () => {
  const spec = 'totalReplicas: 4, clusters: {a: {weight: 5}, b: {weight: 2}}'
  const byKubeFed = { a: 3, b: 1 }
  const monotone = { a: 3, b: 1 }

  it("is the configuration's, unless the preference has an annotation of its own", () => {
    const of = (setting: Partial<Setting>): unknown => {
      const { method, schedule: made } = schedule({ source: 'none', spec, ...setting }).division
      return [method, Object.fromEntries(made?.replicas ?? [])]
    }
    expect(of({})).toStrictEqual(['kubefed', byKubeFed])
    expect(of({ method: 'monotone' })).toStrictEqual(['monotone', monotone])
    expect(of({ annotation: 'monotone' })).toStrictEqual(['monotone', monotone])
    expect(of({ method: 'monotone', annotation: 'kubefed' })).toStrictEqual(['kubefed', byKubeFed])
  })

  it('leaves what exceeds an observed capacity without a place where it is monotone, and KubeFed does not', () => {
    const capped = { source: 'none' as const, capacity: { a: 1, b: 1 }, spec: `${spec}, rebalance: true` }
    expect(replicasOf(capped)).not.toStrictEqual({ a: 1, b: 1 })
    expect(replicasOf({ ...capped, method: 'monotone' })).toStrictEqual({ a: 1, b: 1 })
    expect(schedule({ ...capped, method: 'monotone' }).diagnostics.map(({ code }) => code)).toStrictEqual([
      'replicas-unplaced',
    ])
  })
})

it('hands on the steps of its plan, and no schedule of a preference that is in error', () => {
  expect(schedule({ source: 'none' }).division.steps.length).toBeGreaterThan(0)
  const { division, diagnostics } = schedule({ source: 'none', spec: 'totalReplicas: -1' })
  expect(division).toEqual({ preference: division.preference, method: 'kubefed', steps: [] })
  expect(diagnostics).not.toEqual([])
})

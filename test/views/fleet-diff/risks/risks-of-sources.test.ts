import { describe, expect, it } from 'vitest'
import { compareFleets } from '../../../../src/views/fleet-diff/compare-fleets.ts'
import { pairRenames } from '../../../../src/views/fleet-diff/pair-renames.ts'
import { createRiskContext } from '../../../../src/views/fleet-diff/risks/risk-context.ts'
import { risksOf } from '../../../../src/views/fleet-diff/risks/risks-of.ts'
import type { HeldReason } from '../../../../src/model/file-tree.ts'
import type { Fleet, FleetObject } from '../../../../src/model/fleet.ts'
import type { Json, JsonObject } from '../../../../src/model/json.ts'
import { compileObjects } from '../../../helpers/compile-frozen.ts'
import { deepFreeze } from '../../../helpers/deep-freeze.ts'
import {
  federated,
  federatedNamespace,
  kubeFedCluster,
  overriddenBy,
  placedIn,
} from '../../../helpers/kubefed-objects.ts'

const inventory = [kubeFedCluster('eu-1'), kubeFedCluster('eu-2'), federatedNamespace('shop')]

function withoutPlan({ plan: _plan, ...object }: FleetObject): FleetObject {
  return object
}

/** Every change with its risks, one line each. */
function tell(base: Fleet, head: Fleet, held?: HeldReason): readonly string[] {
  const changes = deepFreeze(pairRenames(compareFleets(base, head, () => held)))
  const context = createRiskContext(base, head, changes)
  return changes.flatMap((change) => {
    const { kind, object, clusters } = change
    const subject = `${kind} ${object.kind} ${object.name} in ${clusters.join(', ')}`
    return risksOf(change, context).map(
      ({ level, rule, reason }) => `${subject}: ${level} ${rule}: ${reason}`,
    )
  })
}

function diff(base: readonly Json[], head: readonly Json[]): readonly string[] {
  return tell(compileObjects([...inventory, ...base]).fleet, compileObjects([...inventory, ...head]).fleet)
}

function deployment(template: JsonObject, spec: JsonObject = {}, metadata: JsonObject = {}): JsonObject {
  return federated('Deployment', 'web', { template: { spec: template }, ...spec }, metadata)
}

describe('the risks of a change of the sources', () => {
  it('are told once for all clusters that a change concerns, and only for its own fields', () => {
    const containers = (image: string): JsonObject => ({
      template: { spec: { containers: [{ name: 'web', image }] } },
    })
    const none = overriddenBy({ 'eu-1': [{ op: 'replace', path: '/spec/replicas', value: 0 }] })
    expect(
      diff(
        [deployment({ replicas: 3, ...containers('web:1') })],
        [deployment({ replicas: 3, ...containers('web') }, none)],
      ),
    ).toEqual([
      'changed Deployment web in eu-1: critical replicas-zero: Deployment "shop/web" goes from 3 to 0 replicas.',
      'changed Deployment web in eu-1, eu-2: medium image-latest: The image moves from "web:1" to "web", which is whatever was pushed last.',
    ])
  })

  it('follow from an override', () => {
    const service = { template: { spec: { ports: [{ port: 80 }] } } }
    const exposed = overriddenBy({ 'eu-2': [{ op: 'add', path: '/spec/type', value: 'LoadBalancer' }] })
    expect(
      diff([federated('Service', 'web', service)], [federated('Service', 'web', { ...service, ...exposed })]),
    ).toEqual([
      'changed Service web in eu-2: high service-exposed: Service "shop/web" turns from ClusterIP into LoadBalancer, so a load balancer answers for it.',
    ])
  })

  it('follow from retainReplicas', () => {
    expect(
      diff([deployment({ replicas: 3 })], [deployment({ replicas: 3 }, { retainReplicas: true })]),
    ).toEqual([
      'changed Deployment web in eu-1, eu-2: high replicas-not-rendered: Deployment "shop/web" no longer has its 3 replicas rendered, and the API server resets it to 1 where the agent owned the field.',
    ])
  })

  it('do not come with an apiVersion that a FederatedTypeConfig changes', () => {
    const { fleet } = compileObjects([...inventory, deployment({ replicas: 3 })])
    const old: Fleet = {
      ...fleet,
      objects: fleet.objects.map((each) => ({
        ...each,
        variants: each.variants.map(({ object, clusters }) => ({
          clusters,
          object: object['kind'] === 'Deployment' ? { ...object, apiVersion: 'apps/v1beta2' } : object,
        })),
      })),
    }
    expect(tell(old, fleet)).toEqual([])
  })

  it('say that a deleted object comes again under another name', () => {
    const renamed = federated('Deployment', 'site', { template: { spec: { replicas: 3 } } })
    expect(diff([deployment({ replicas: 3 })], [renamed])).toEqual([
      'removed Deployment web in eu-1, eu-2: high workload-deleted: Deployment "shop/web" is deleted, and what it runs stops; Deployment "shop/site" of the same content takes its place.',
    ])
  })
})

describe('a cluster that loses everything', () => {
  const everywhere = [federatedNamespace('shop'), deployment({ replicas: 3 })]
  const onlyFirst = [federatedNamespace('shop', placedIn('eu-1')), deployment({ replicas: 3 })]
  const clusters = [kubeFedCluster('eu-1'), kubeFedCluster('eu-2')]
  const { fleet: base } = compileObjects([...clusters, ...everywhere])

  it('is told at its Namespace, first, and once', () => {
    const { fleet: head } = compileObjects([...clusters, ...onlyFirst])
    expect(tell(base, head)).toEqual([
      'removed Namespace shop in eu-2: critical cluster-emptied: Cluster "eu-2" loses every object that it had.',
      'removed Namespace shop in eu-2: critical namespace-deleted: Namespace "shop" is deleted, and everything in it with it.',
      'removed Deployment web in eu-2: high workload-deleted: Deployment "shop/web" is deleted, and what it runs stops.',
    ])
  })

  it('is told when it leaves the inventory', () => {
    const { fleet: head } = compileObjects([kubeFedCluster('eu-1'), ...everywhere])
    expect(tell(base, head)).toContain(
      'removed Namespace shop in eu-2: critical cluster-emptied: Cluster "eu-2" loses every object that it had.',
    )
  })

  it('is told for each of several clusters', () => {
    const { fleet: head } = compileObjects(clusters)
    expect(tell(base, head).filter((each) => each.includes('cluster-emptied'))).toEqual([
      'removed Namespace shop in eu-1, eu-2: critical cluster-emptied: Cluster "eu-1" loses every object that it had.',
      'removed Namespace shop in eu-1, eu-2: critical cluster-emptied: Cluster "eu-2" loses every object that it had.',
    ])
  })

  it('is not told of one that keeps an object', () => {
    const { fleet: head } = compileObjects([...clusters, federatedNamespace('shop')])
    expect(tell(base, head)).toEqual([
      'removed Deployment web in eu-1, eu-2: high workload-deleted: Deployment "shop/web" is deleted, and what it runs stops.',
    ])
  })

  it('has no risk at all where everything is held', () => {
    const { fleet: head } = compileObjects(clusters)
    expect(tell(base, head, 'cluster-not-ready')).toEqual([])
  })
})

describe('an orphan annotation and a deletion in one change', () => {
  const orphaned = { annotations: { 'kubefed.io/orphan': 'true' } }
  const told =
    'critical orphaned-and-deleted: Deployment "shop/web" is to be orphaned and is deleted in one change, before an agent can read from the live object that it must be kept.'

  it('is a risk where the object leaves one cluster', () => {
    expect(diff([deployment({})], [deployment({}, placedIn('eu-1'), orphaned)])).toEqual([
      `removed Deployment web in eu-2: ${told}`,
      'removed Deployment web in eu-2: high workload-deleted: Deployment "shop/web" is deleted, and what it runs stops.',
    ])
  })

  it('is a risk where the object leaves every cluster', () => {
    expect(diff([deployment({})], [deployment({}, placedIn(), orphaned)])).toContain(
      `removed Deployment web in eu-1, eu-2: ${told}`,
    )
  })

  it('is none where the annotation was rendered before, since agents leave the object then', () => {
    const before = deployment({}, {}, orphaned)
    expect(diff([before], [deployment({}, placedIn('eu-1'), orphaned)])).toEqual([])
    expect(diff([before], [])).toEqual([])
  })

  it('is a risk in rendered files too, which have no federated object', () => {
    const [base, head] = [deployment({}), deployment({}, placedIn('eu-1'), orphaned)].map((each) => {
      const { fleet } = compileObjects([...inventory, each])
      return Object.assign({}, fleet, { objects: fleet.objects.map(withoutPlan) })
    })
    if (!base || !head) throw new Error('both sides are compiled')
    expect(tell(base, head)).toContain(`removed Deployment web in eu-2: ${told}`)
  })
})

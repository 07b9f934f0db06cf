import { describe, expect, it } from 'vitest'
import { fleetDiff } from '../../../src/views/fleet-diff/fleet-diff.ts'
import { nameClusters } from '../../../src/views/fleet-diff/name-clusters.ts'
import type { FleetChange, Risk } from '../../../src/model/fleet-diff.ts'
import type { Fleet, FleetObject } from '../../../src/model/fleet.ts'
import type { Json, JsonObject } from '../../../src/model/json.ts'
import { fleetClusters, fleetObject, fleetOf } from '../../helpers/fleets.ts'

const names = Array.from({ length: 100 }, (_, index) => `c-${String(index).padStart(3, '0')}`)
const clusters = fleetClusters(names, (name) => ({ region: name < 'c-060' ? 'eu' : 'us' }))
const europe = names.slice(0, 60)

function deployment(image: string, replicas: number): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { replicas, template: { spec: { containers: [{ name: 'web', image }] } } },
  }
}

describe('fleetDiff over 100 clusters', () => {
  const [first = '', second = '', ...others] = names
  const base = fleetOf(clusters, [
    fleetObject('deployments.apps', [
      [[first, second], deployment('web:1', 5)],
      [others, deployment('web:1', 2)],
    ]),
  ])
  const head = fleetOf(clusters, [
    fleetObject('deployments.apps', [
      [[first], deployment('web:2', 5)],
      [[second], deployment('web:2', 7)],
      [others, deployment('web:2', 2)],
    ]),
  ])

  it('shows one image once and the exception beside it', () => {
    const { changes } = fleetDiff(base, head)
    expect(
      changes.map(({ kind, clusters, fields }) => ({ kind, clusters: clusters.length, fields })),
    ).toEqual([
      {
        kind: 'changed',
        clusters: 100,
        fields: [
          {
            basePointer: '/spec/template/spec/containers/0/image',
            headPointer: '/spec/template/spec/containers/0/image',
            field: '/spec/template/spec/containers/[name=web]/image',
            from: 'web:1',
            to: 'web:2',
          },
        ],
      },
      {
        kind: 'changed',
        clusters: 1,
        fields: [
          {
            basePointer: '/spec/replicas',
            headPointer: '/spec/replicas',
            field: '/spec/replicas',
            from: 5,
            to: 7,
          },
        ],
      },
    ])
  })
})

describe('nameClusters', () => {
  it('says it as shortly as it can', () => {
    expect(nameClusters(['c-001', 'c-002'], clusters)).toBe('c-001, c-002')
    expect(nameClusters(names, clusters)).toBe('all 100 clusters')
    expect(nameClusters(europe, clusters)).toBe('all 60 with region=eu')
    expect(nameClusters(europe.slice(1), clusters)).toBe('all 60 with region=eu but c-000')
    expect(nameClusters(names.slice(0, -2), clusters)).toBe('all 100 clusters but c-098, c-099')
    expect(nameClusters([], clusters)).toBe('')
  })
})

const pair = fleetClusters(['c1', 'c2'])

function configMap(namespace: string, name: string, data: Json, labels?: JsonObject): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace, ...(labels && { labels }) },
    data,
  }
}

function everywhere(object: JsonObject, type = 'configmaps'): FleetObject {
  return fleetObject(type, [[['c1', 'c2'], object]])
}

/** One line for each change: its kind, its object, its clusters and what it is the same as. */
function describeChanges(changes: readonly FleetChange[]): readonly string[] {
  return changes.map(({ kind, object, clusters, held, sameContentAs }) =>
    [kind, object.path, clusters.join(), held, sameContentAs && `= ${sameContentAs.path}`]
      .filter((each) => each !== undefined)
      .join(' '),
  )
}

describe('fleetDiff', () => {
  it('holds what goes where head holds its file', () => {
    const base = fleetOf(pair, [everywhere(configMap('shop', 'a', {}))])
    const { changes, summary } = fleetDiff(base, fleetOf(pair, []), {
      held: (path) => (path === 'clusters/c2/shop/configmaps/a.yaml' ? 'cluster-not-ready' : undefined),
    })
    expect(describeChanges(changes)).toEqual([
      'removed shop/configmaps/a.yaml c1',
      'held shop/configmaps/a.yaml c2 cluster-not-ready',
    ])
    expect(summary).toEqual([
      { cluster: 'c1', added: 0, changed: 0, removed: 1, held: 0 },
      { cluster: 'c2', added: 0, changed: 0, removed: 0, held: 1 },
    ])
  })

  it('asks for a held file by the name of its directory', () => {
    const odd = fleetClusters(['Ä'])
    const asked: string[] = []
    const base = fleetOf(odd, [fleetObject('configmaps', [[['Ä'], configMap('shop', 'a', {})]])])
    fleetDiff(base, fleetOf(odd, []), { held: (path) => void asked.push(path) })
    expect(asked).toEqual(['clusters/%C3%84/shop/configmaps/a.yaml'])
  })

  it('compares DNSEndpoints that belong to no cluster', () => {
    const endpoint = (ttl: number): Fleet => {
      const object = {
        kind: 'DNSEndpoint',
        metadata: { name: 'service-web', namespace: 'shop' },
        spec: { ttl },
      }
      const laidOut = {
        ...fleetObject('dnsendpoints.externaldns.k8s.io', [[[], object]]),
        path: 'shop/service-web.yaml',
      }
      return { ...fleetOf(pair, []), dns: [laidOut] }
    }
    const { changes, summary } = fleetDiff(endpoint(180), endpoint(60))
    expect(changes).toMatchObject([
      { kind: 'changed', clusters: [], fields: [{ field: '/spec/ttl', from: 180, to: 60 }] },
    ])
    expect(summary).toEqual([{ cluster: '', added: 0, changed: 1, removed: 0, held: 0 }])
    const asked: string[] = []
    fleetDiff(endpoint(180), fleetOf(pair, []), { held: (path) => void asked.push(path) })
    expect(asked).toEqual(['dns/shop/service-web.yaml'])
  })

  it('pairs a renamed namespace with everything in it', () => {
    const inside = (namespace: string): readonly FleetObject[] => [
      everywhere({ kind: 'Namespace', metadata: { name: namespace, labels: { team: 'a' } } }, 'namespaces'),
      everywhere(configMap(namespace, 'a', { x: '1' })),
      everywhere(configMap(namespace, 'b', { x: '1' })),
      everywhere(
        {
          kind: 'RoleBinding',
          metadata: { name: 'r', namespace },
          subjects: [{ kind: 'ServiceAccount', name: 's', namespace }],
        },
        'rolebindings.rbac.authorization.k8s.io',
      ),
    ]
    const { changes } = fleetDiff(fleetOf(pair, inside('shop')), fleetOf(pair, inside('astore')))
    expect(describeChanges(changes)).toEqual([
      'removed _cluster/namespaces/shop.yaml c1,c2 = _cluster/namespaces/astore.yaml',
      'removed shop/configmaps/a.yaml c1,c2 = astore/configmaps/a.yaml',
      'removed shop/configmaps/b.yaml c1,c2 = astore/configmaps/b.yaml',
      'removed shop/rolebindings.rbac.authorization.k8s.io/r.yaml c1,c2 = astore/rolebindings.rbac.authorization.k8s.io/r.yaml',
      'added _cluster/namespaces/astore.yaml c1,c2 = _cluster/namespaces/shop.yaml',
      'added astore/configmaps/a.yaml c1,c2 = shop/configmaps/a.yaml',
      'added astore/configmaps/b.yaml c1,c2 = shop/configmaps/b.yaml',
      'added astore/rolebindings.rbac.authorization.k8s.io/r.yaml c1,c2 = shop/rolebindings.rbac.authorization.k8s.io/r.yaml',
    ])
  })

  it('pairs a renamed object whatever its managed label, and no object of other content or fewer clusters', () => {
    const base = fleetOf(pair, [
      everywhere(configMap('shop', 'old', { x: '1' })),
      everywhere(configMap('shop', 'other', { x: '2' })),
    ])
    const managed = { 'kubefed.io/managed': 'true' }
    const head = fleetOf(pair, [
      everywhere(configMap('shop', 'new', { x: '1' }, managed)),
      fleetObject('configmaps', [[['c1'], configMap('shop', 'only-c1', { x: '2' })]]),
    ])
    expect(describeChanges(fleetDiff(base, head).changes)).toEqual([
      'removed shop/configmaps/old.yaml c1,c2 = shop/configmaps/new.yaml',
      'removed shop/configmaps/other.yaml c1,c2',
      'added shop/configmaps/new.yaml c1,c2 = shop/configmaps/old.yaml',
      'added shop/configmaps/only-c1.yaml c1',
    ])
  })

  it('ranks the riskiest first, then what goes, what changes and what comes', () => {
    const base = fleetOf(
      pair,
      ['a', 'b', 'gone'].map((name) => everywhere(configMap('shop', name, { x: 1 }))),
    )
    const head = fleetOf(
      pair,
      ['a', 'b', 'new'].map((name) => everywhere(configMap('shop', name, { x: 2 }))),
    )
    const risk: Risk = { rule: 'odd', level: 'medium', reason: 'b is odd' }
    const { changes } = fleetDiff(base, head, {
      risksOf: ({ object }) =>
        object.name === 'b' ? [risk] : object.name === 'new' ? [{ ...risk, level: 'high' }] : [],
    })
    expect(changes.map(({ kind, object }) => `${kind} ${object.name}`)).toEqual([
      'added new',
      'changed b',
      'removed gone',
      'changed a',
    ])
  })
})

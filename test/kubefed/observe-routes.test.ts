import { describe, expect, it } from 'vitest'
import { observeLoadBalancers } from '../../src/kubefed/observe-load-balancers.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { deepFreeze } from '../helpers/deep-freeze.ts'

const apiVersion = 'gateway.networking.k8s.io/v1'

function gateway(name: string, addresses: Json, more: JsonObject = {}): JsonObject {
  const metadata = { name, namespace: 'infra' }
  return { apiVersion, kind: 'Gateway', metadata, status: { addresses }, ...more }
}

function parent(reference: JsonObject, status = 'True'): JsonObject {
  return { parentRef: reference, conditions: [{ type: 'Accepted', status }] }
}

function route(parents: Json, more: JsonObject = {}): JsonObject {
  const metadata = { name: 'web', namespace: 'shop' }
  return { apiVersion, kind: 'HTTPRoute', metadata, status: { parents }, ...more }
}

function addresses(...objects: readonly JsonObject[]): unknown {
  return observeLoadBalancers(deepFreeze(objects)).routes?.get('shop/web')
}

const edge = gateway('edge', [{ type: 'IPAddress', value: '192.0.2.1' }])
const toEdge = parent({ name: 'edge', namespace: 'infra' })

describe('the addresses of a route', () => {
  it('are those of the Gateways that have accepted it, in the order of load balancers', () => {
    const other = gateway('other', [{ value: '192.0.2.0' }, { type: 'Hostname', value: 'lb.example.net' }])
    const toOther = parent({
      group: 'gateway.networking.k8s.io',
      kind: 'Gateway',
      name: 'other',
      namespace: 'infra',
    })
    expect(addresses(edge, other, route([toEdge, toOther]))).toStrictEqual([
      { hostname: 'lb.example.net' },
      { ip: '192.0.2.0' },
      { ip: '192.0.2.1' },
    ])
    expect(addresses(edge, other, route([toEdge]))).toStrictEqual([{ ip: '192.0.2.1' }])
  })

  it.each(['HTTPRoute', 'GRPCRoute', 'TLSRoute'])('are those of an %s of any version', (kind) => {
    const ofVersion = { apiVersion: 'gateway.networking.k8s.io/v1alpha3', kind }
    expect(addresses(edge, route([toEdge], ofVersion))).toStrictEqual([{ ip: '192.0.2.1' }])
  })

  it('are those of a Gateway of its own namespace where the reference names none', () => {
    const own = gateway('edge', [{ value: '192.0.2.7' }], { metadata: { name: 'edge', namespace: 'shop' } })
    expect(addresses(edge, own, route([parent({ name: 'edge' })]))).toStrictEqual([{ ip: '192.0.2.7' }])
  })

  it.each<[string, Json]>([
    ['nobody has accepted it yet', []],
    ['it has no status', null],
    ['a Gateway refused it', [parent({ name: 'edge', namespace: 'infra' }, 'False')]],
    ['its Gateway is not there', [parent({ name: 'gone', namespace: 'infra' })]],
    ['its parent is a Service', [parent({ group: '', kind: 'Service', name: 'edge', namespace: 'infra' })]],
    [
      'its parent is a Gateway of others',
      [parent({ group: 'networking.istio.io', name: 'edge', namespace: 'infra' })],
    ],
  ])('are none where %s', (_, parents) => {
    expect(addresses(edge, route(parents))).toStrictEqual([])
  })

  it('are none of an address that is no IP address and no host name, or that is empty', () => {
    const odd = gateway('edge', [{ type: 'NamedAddress', value: 'a' }, { value: '' }, {}, 'x'])
    expect(addresses(odd, route([toEdge]))).toStrictEqual([])
  })

  it('are not known where there is no such route, or a route of another group or without host names', () => {
    expect(addresses(edge)).toBeUndefined()
    expect(addresses(edge, route([toEdge], { apiVersion: 'example.com/v1' }))).toBeUndefined()
    expect(addresses(edge, route([toEdge], { kind: 'TCPRoute' }))).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../../src/model/json.ts'
import { observeLoadBalancers } from '../../../../src/kubefed/observe-load-balancers.ts'
import { deepFreeze } from './fixtures.ts'

const metadata = { name: 'web', namespace: 'shop' }
const service = {
  kind: 'Service',
  metadata,
  spec: { type: 'LoadBalancer' },
  status: {
    loadBalancer: {
      ingress: [{ ip: '10.1.0.9' }, { hostname: 'z' }, { hostname: 'a' }, { ip: '10.1.0.10' }],
    },
  },
}

function observe(...objects: JsonObject[]): ReturnType<typeof observeLoadBalancers> {
  return observeLoadBalancers(deepFreeze(objects))
}

function isReady(...objects: JsonObject[]): boolean | undefined {
  return observe(service, ...objects).services.get('shop/web')?.readyEndpoints
}

function slice(
  endpoint: JsonObject,
  labels: JsonObject = { 'kubernetes.io/service-name': 'web' },
): JsonObject {
  return {
    kind: 'EndpointSlice',
    metadata: { name: 'web-x1', namespace: 'shop', labels },
    endpoints: [endpoint],
  }
}

describe('observeLoadBalancers', () => {
  it('sorts the addresses of a Service by ip, then hostname', () => {
    expect(observe(service).services.get('shop/web')).toEqual({
      type: 'LoadBalancer',
      loadBalancer: [{ hostname: 'a' }, { hostname: 'z' }, { ip: '10.1.0.10' }, { ip: '10.1.0.9' }],
      readyEndpoints: false,
    })
  })

  it('keeps ip and hostname of one entry together and passes over empty entries', () => {
    const ingress = [{}, { ip: '', hostname: '' }, { ip: '192.0.2.1', hostname: 'lb' }]
    const object = { kind: 'Ingress', metadata, status: { loadBalancer: { ingress } } }
    expect(observe(object).ingresses.get('shop/web')).toEqual([{ ip: '192.0.2.1', hostname: 'lb' }])
  })

  it("takes a Service without a type for Kubernetes' default", () => {
    expect(observe({ kind: 'Service', metadata, spec: {} }).services.get('shop/web')?.type).toBe('ClusterIP')
  })

  it('reads the items of a List', () => {
    expect(observe({ kind: 'List', items: [service] }).services.size).toBe(1)
    expect(observe({ kind: 'ServiceList', items: [service] }).services.size).toBe(1)
  })

  it('counts Endpoints with an address, and not those whose addresses are not ready', () => {
    expect(
      isReady({ kind: 'Endpoints', metadata, subsets: [{}, { addresses: [{ ip: '172.16.0.1' }] }] }),
    ).toBe(true)
    expect(
      isReady({ kind: 'Endpoints', metadata, subsets: [{ notReadyAddresses: [{ ip: '172.16.0.1' }] }] }),
    ).toBe(false)
    expect(isReady({ kind: 'Endpoints', metadata, subsets: [{ addresses: [] }] })).toBe(false)
    expect(isReady({ kind: 'Endpoints', metadata })).toBe(false)
  })

  it('counts an EndpointSlice of the Service unless its endpoints are said not to be ready', () => {
    expect(isReady(slice({ addresses: ['172.16.0.1'], conditions: { ready: true } }))).toBe(true)
    expect(isReady(slice({ addresses: ['172.16.0.1'], conditions: {} }))).toBe(true)
    expect(isReady(slice({ addresses: ['172.16.0.1'] }))).toBe(true)
    expect(isReady(slice({ addresses: ['172.16.0.1'], conditions: { ready: false } }))).toBe(false)
    expect(isReady(slice({ addresses: [] }))).toBe(false)
  })

  it('leaves other Services and namespaces apart', () => {
    expect(isReady(slice({ addresses: ['172.16.0.1'] }, { 'kubernetes.io/service-name': 'api' }))).toBe(false)
    expect(isReady(slice({ addresses: ['172.16.0.1'] }, {}))).toBe(false)
    const elsewhere = { name: 'web', namespace: 'blog' }
    expect(
      isReady({ kind: 'Endpoints', metadata: elsewhere, subsets: [{ addresses: [{ ip: '1.1.1.1' }] }] }),
    ).toBe(false)
  })

  it('takes malformed objects for objects that say nothing', () => {
    const observation = observe(
      { kind: 'Service', metadata, status: { loadBalancer: { ingress: ['x', null] } } },
      {},
      { kind: 7 },
    )
    expect(observation.services.get('shop/web')?.loadBalancer).toEqual([])
  })
})

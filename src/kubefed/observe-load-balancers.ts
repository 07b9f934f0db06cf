import { objectsAt } from '../json/fields.ts'
import { getOwn, isArray, isObject } from '../json/own.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type {
  LoadBalancerAddress,
  LoadBalancerObservation,
  ServiceObservation,
} from '../model/observed-cluster.ts'
import { createLoadBalancerAddresses } from './load-balancer-addresses.ts'
import { observeRoutes } from './observe-routes.ts'

/**
 * The load balancers of one cluster, by its objects as `kubectl get -o yaml` writes them: Services, Ingresses
 * of any version, Endpoints and EndpointSlices, and the Gateways and routes of the Gateway API, in `List`s too; other kinds are passed over
 * (KubeFed v0.3.1: pkg/controller/servicedns/controller.go and pkg/controller/ingressdns/controller.go, but without
 * asking for the managed label).
 */
export function observeLoadBalancers(objects: readonly JsonObject[]): LoadBalancerObservation {
  const items = objects.flatMap(listItems)
  const ready = new Set(items.filter(hasReadyAddress).map(backedService))
  const services = new Map<string, ServiceObservation>()
  const ingresses = new Map<string, readonly LoadBalancerAddress[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (getOwn(item, 'kind') === 'Service') {
      const type = at(item, 'spec', 'type')
      services.set(key, {
        type: typeof type === 'string' && type !== '' ? type : 'ClusterIP',
        loadBalancer: createLoadBalancerAddresses(at(item, 'status', 'loadBalancer')),
        readyEndpoints: ready.has(key),
      })
    } else if (getOwn(item, 'kind') === 'Ingress') {
      ingresses.set(key, createLoadBalancerAddresses(at(item, 'status', 'loadBalancer')))
    }
  }
  return { services, ingresses, routes: observeRoutes(items) }
}

function listItems(object: JsonObject): readonly JsonObject[] {
  const kind = getOwn(object, 'kind')
  const items = getOwn(object, 'items')
  return typeof kind === 'string' && kind.endsWith('List') && isArray(items)
    ? items.filter(isObject)
    : [object]
}

function hasReadyAddress(item: JsonObject): boolean {
  switch (getOwn(item, 'kind')) {
    case 'Endpoints':
      return objectsAt(item, 'subsets').some((subset) => isFilled(getOwn(subset, 'addresses')))
    case 'EndpointSlice':
      // An absent condition means ready (Kubernetes: discovery/v1, EndpointConditions).
      return objectsAt(item, 'endpoints').some(
        (endpoint) =>
          at(endpoint, 'conditions', 'ready') !== false && isFilled(getOwn(endpoint, 'addresses')),
      )
    default:
      return false
  }
}

/** The `namespace/name` of the Service that an Endpoints or EndpointSlice object is about. */
function backedService(item: JsonObject): string {
  if (getOwn(item, 'kind') === 'Endpoints') return keyOf(item)
  const labels = at(item, 'metadata', 'labels')
  const service = isObject(labels) ? getOwn(labels, 'kubernetes.io/service-name') : undefined
  return `${String(at(item, 'metadata', 'namespace'))}/${String(service)}`
}

function keyOf(item: JsonObject): string {
  return `${String(at(item, 'metadata', 'namespace'))}/${String(at(item, 'metadata', 'name'))}`
}

function at(object: JsonObject, first: string, second: string): Json | undefined {
  const value = getOwn(object, first)
  return isObject(value) ? getOwn(value, second) : undefined
}

function isFilled(value: Json | undefined): boolean {
  return isArray(value) && value.length > 0
}

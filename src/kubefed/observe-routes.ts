import { objectAt, objectsAt, textAt } from '../json/fields.ts'
import { gatewayGroup, hostRouteKinds } from '../kubernetes/gateway-routes.ts'
import { groupOf } from '../kubernetes/group-version-kind.ts'
import type { JsonObject } from '../model/json.ts'
import type { LoadBalancerAddress } from '../model/observed-cluster.ts'
import { createLoadBalancerAddresses } from './load-balancer-addresses.ts'

/**
 * The addresses at which the routes of one cluster are reached, by `namespace/name` of the route: those in the status of
 * each Gateway that has accepted it, as ExternalDNS reads them (ExternalDNS: source/gateway.go, gwRouteIsAccepted and
 * resolve; Gateway API: GatewayStatusAddress, RouteParentStatus).
 */
export function observeRoutes(
  objects: readonly JsonObject[],
): ReadonlyMap<string, readonly LoadBalancerAddress[]> {
  const ofGroup = objects.filter((object) => groupOf(textAt(object, 'apiVersion')) === gatewayGroup)
  const gateways = new Map(
    ofGroup
      .filter((each) => textAt(each, 'kind') === 'Gateway')
      .map((each) => [keyOf(each), addressesOf(each)]),
  )
  const routes = new Map<string, Set<JsonObject>>()
  for (const route of ofGroup.filter((each) => hostRouteKinds.has(textAt(each, 'kind')))) {
    const key = keyOf(route)
    const addresses = routes.get(key) ?? new Set()
    routes.set(key, addresses)
    for (const gateway of acceptedBy(route))
      for (const each of gateways.get(gateway) ?? []) addresses.add(each)
  }
  return new Map(
    [...routes].map(([key, entries]) => [key, createLoadBalancerAddresses({ ingress: [...entries] })]),
  )
}

/** The Gateways that have accepted a route, as `namespace/name`. */
function acceptedBy(route: JsonObject): ReadonlySet<string> {
  const accepting = objectsAt(objectAt(route, 'status'), 'parents').filter((parent) =>
    objectsAt(parent, 'conditions').some(
      (condition) => textAt(condition, 'type') === 'Accepted' && textAt(condition, 'status') === 'True',
    ),
  )
  const references = accepting.map((parent) => objectAt(parent, 'parentRef'))
  return new Set(
    references
      .filter((each) => textAt(each, 'kind', 'Gateway') === 'Gateway')
      .filter((each) => textAt(each, 'group', gatewayGroup) === gatewayGroup)
      .map((each) => `${textAt(each, 'namespace', namespaceOf(route))}/${textAt(each, 'name')}`),
  )
}

/** The addresses of a Gateway as entries of a load balancer. */
function addressesOf(gateway: JsonObject): readonly JsonObject[] {
  return objectsAt(objectAt(gateway, 'status'), 'addresses').flatMap((address): readonly JsonObject[] => {
    const value = textAt(address, 'value')
    const type = textAt(address, 'type', 'IPAddress')
    if (value === '') return []
    return type === 'IPAddress' ? [{ ip: value }] : type === 'Hostname' ? [{ hostname: value }] : []
  })
}

function keyOf(object: JsonObject): string {
  return `${namespaceOf(object)}/${textAt(objectAt(object, 'metadata'), 'name')}`
}

function namespaceOf(object: JsonObject): string {
  return textAt(objectAt(object, 'metadata'), 'namespace')
}

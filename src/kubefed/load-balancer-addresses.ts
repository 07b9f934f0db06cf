import { objectsAt, textAt } from '../json/fields.ts'
import { isObject } from '../json/own.ts'
import type { Json } from '../model/json.ts'
import type { LoadBalancerAddress } from '../model/observed-cluster.ts'
import { compareText } from '../text/compare-text.ts'

/** The entries of a `status.loadBalancer` that hold something, sorted by ip, then hostname; other shapes have none. */
export function createLoadBalancerAddresses(loadBalancer: Json | undefined): readonly LoadBalancerAddress[] {
  if (!isObject(loadBalancer)) return []
  return objectsAt(loadBalancer, 'ingress')
    .map((entry) => loadBalancerAddress(textAt(entry, 'ip'), textAt(entry, 'hostname')))
    .filter(({ ip, hostname }) => ip !== undefined || hostname !== undefined)
    .sort((a, b) => compareText(a.ip ?? '', b.ip ?? '') || compareText(a.hostname ?? '', b.hostname ?? ''))
}

function loadBalancerAddress(ip: string, hostname: string): LoadBalancerAddress {
  return { ...(ip !== '' && { ip }), ...(hostname !== '' && { hostname }) }
}

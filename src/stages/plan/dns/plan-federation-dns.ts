import { createDiagnostic, type DiagnosticResult } from '../../../diagnostics/diagnostic.ts'
import { objectAt, objectsAt, textAt } from '../../../json/fields.ts'
import { getOwn, isArray, isObject } from '../../../json/own.ts'
import { gatewayGroup, hostRouteKinds } from '../../../kubernetes/gateway-routes.ts'
import type { DNSPlan } from '../../../model/dns-endpoint.ts'
import type { DNSRecord } from '../../../model/dns-record.ts'
import type { ApiResource } from '../../../model/api-resource.ts'
import type { Federation } from '../../../model/federation.ts'
import type { JsonObject } from '../../../model/json.ts'
import type { DNSConfig } from '../../../model/render-config.ts'
import type { ObjectPlan } from '../../../model/render-plan.ts'
import { groupBy } from '../../../text/group-by.ts'
import { nearest } from '../../../text/nearest.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import type { DNSTarget } from './lint-record.ts'
import { planDNS } from './plan-dns.ts'

/**
 * The DNSEndpoints of a federation, by what is planned for the Services and Ingresses of its records. Reports what
 * `planDNS` reports, where names are to be checked, and `dns-cluster-unknown` where the cluster that is to get them is none.
 */
export function planFederationDNS(
  federation: Federation,
  objects: readonly ObjectPlan[],
  records: readonly DNSRecord[],
  settings: DNSConfig,
  isChecked = true,
): DiagnosticResult<DNSPlan> {
  const { clusters, domains, dnsLock: lock, controlPlane, observed } = federation
  const loadBalancers = new Map([...observed].map(([cluster, each]) => [cluster, each.loadBalancers]))
  const targets = findTargets(objects, records)
  const { systemNamespace } = controlPlane
  const inputs = {
    clusters,
    domains,
    records,
    lock,
    settings,
    systemNamespace,
    targets,
    observed: loadBalancers,
    isChecked,
  }
  const [dns, diagnostics] = planDNS(inputs)
  const names = clusters.map((cluster) => cluster.name)
  const { cluster } = settings
  if (records.length === 0 || cluster === undefined || names.includes(cluster)) return [dns, diagnostics]
  const unknown = createDiagnostic('dns-cluster-unknown', { cluster, nearest: nearest(cluster, names) })
  return [dns, [...diagnostics, unknown]]
}

function findTargets(
  objects: readonly ObjectPlan[],
  records: readonly DNSRecord[],
): ReadonlyMap<DNSRecord, DNSTarget> {
  if (records.length === 0) return new Map()
  const key = (
    kind: DNSRecord['kind'],
    object: { readonly namespace?: string; readonly name: string },
  ): string => `${kind}\n${qualifiedName(object)}`
  const planned = groupBy(
    objects.filter((each) => recordKindOf(each) !== undefined),
    (each) => key(recordKindOf(each) ?? 'IngressDNSRecord', each.federatedObject),
  )
  const targets = new Map<DNSRecord, DNSTarget>()
  for (const record of records) {
    const [object, ...others] = planned.get(key(record.kind, record)) ?? []
    if (object === undefined) continue
    targets.set(
      record,
      record.kind === 'ServiceDNSRecord'
        ? targetOfService(object, objects)
        : targetOfHosts([object, ...others]),
    )
  }
  return targets
}

/** The records whose names lead to an object: those of a Service, or those of an Ingress and of a route of a Gateway. */
function recordKindOf({ federatedObject: { type } }: ObjectPlan): DNSRecord['kind'] | undefined {
  const { kind } = type.targetType
  if (kind === 'Service') return 'ServiceDNSRecord'
  return kind === 'Ingress' || isHostRoute(type.targetType) ? 'IngressDNSRecord' : undefined
}

function isHostRoute({ group, kind }: ApiResource): boolean {
  return group === gatewayGroup && hostRouteKinds.has(kind)
}

/** What is planned for the Ingress and the routes of a name, which an IngressDNSRecord is for. */
function targetOfHosts(objects: readonly ObjectPlan[]): DNSTarget {
  const types = objects.map(({ federatedObject }) => federatedObject.type)
  const routes = types.filter(({ targetType }) => isHostRoute(targetType))
  return {
    placed: new Set(objects.flatMap(({ placement }) => placement.clusters)),
    hosts: new Set(objects.flatMap(({ variants }) => variants.flatMap(({ object }) => hostsOf(object)))),
    ...(routes.length > 0 && { routes: routes.map(({ name }) => name) }),
  }
}

function targetOfService(object: ObjectPlan, objects: readonly ObjectPlan[]): DNSTarget {
  const serviceTypes = new Map(
    object.variants.flatMap((variant) =>
      variant.clusters.map((cluster) => [cluster, serviceTypeOf(variant.object)] as const),
    ),
  )
  const replicas = replicasBehind(object, objects)
  return { placed: new Set(object.placement.clusters), serviceTypes, ...(replicas && { replicas }) }
}

/** The replicas of the workload that a Service selects, where a preference divides them. */
function replicasBehind(
  { federatedObject, variants }: ObjectPlan,
  objects: readonly ObjectPlan[],
): ReadonlyMap<string, number> | undefined {
  const selector = specOf(variants[0]?.object)['selector']
  if (!isObject(selector) || Object.keys(selector).length === 0) return undefined
  const target = objects.find(
    (each) =>
      each.division?.schedule !== undefined &&
      each.federatedObject.namespace === federatedObject.namespace &&
      selects(selector, podLabelsOf(each.variants[0]?.object)),
  )
  return target?.division?.schedule?.replicas
}

function selects(selector: JsonObject, labels: JsonObject): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value)
}

function podLabelsOf(workload: JsonObject | undefined): JsonObject {
  return objectAt(objectAt(objectAt(specOf(workload), 'template'), 'metadata'), 'labels')
}

function specOf(object: JsonObject | undefined): JsonObject {
  return objectAt(object ?? {}, 'spec')
}

function serviceTypeOf(service: JsonObject): string {
  return textAt(specOf(service), 'type') || 'ClusterIP'
}

/** The hosts of an Ingress's rules, or of a route; `''` where it has any host. */
function hostsOf(object: JsonObject): readonly string[] {
  const spec = specOf(object)
  if (object['kind'] === 'Ingress') return objectsAt(spec, 'rules').map((rule) => textAt(rule, 'host'))
  const names = getOwn(spec, 'hostnames')
  const hosts = isArray(names) ? names.filter((each) => typeof each === 'string') : []
  return hosts.length === 0 ? [''] : hosts
}

import { createDiagnostic, type DiagnosticResult } from '../../../diagnostics/diagnostic.ts'
import { isArray, isObject } from '../../../json/own.ts'
import type { DNSPlan } from '../../../model/dns-endpoint.ts'
import type { DNSRecord } from '../../../model/dns-record.ts'
import type { Federation } from '../../../model/federation.ts'
import type { Json, JsonObject } from '../../../model/json.ts'
import type { DNSConfig } from '../../../model/render-config.ts'
import type { ObjectPlan } from '../../../model/render-plan.ts'
import { nearest } from '../../../text/nearest.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import type { DNSTarget } from './lint-record.ts'
import { planDNS } from './plan-dns.ts'

/**
 * The DNSEndpoints of a federation, by what is planned for the Services and Ingresses of its records. Reports what
 * `planDNS` reports, and `dns-cluster-unknown` where the cluster that is to get them is none.
 */
export function planFederationDNS(
  federation: Federation,
  objects: readonly ObjectPlan[],
  records: readonly DNSRecord[],
  settings: DNSConfig,
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
  }
  const [dns, diagnostics] = planDNS(inputs)
  const names = clusters.map((cluster) => cluster.name)
  const { cluster } = settings
  if (records.length === 0 || cluster === undefined || names.includes(cluster)) return [dns, diagnostics]
  const unknown = createDiagnostic('dns-cluster-unknown', { cluster, nearest: nearest(cluster, names) })
  return [dns, [...diagnostics, unknown]]
}

const kindOf = { ServiceDNSRecord: 'Service', IngressDNSRecord: 'Ingress' } as const

function findTargets(
  objects: readonly ObjectPlan[],
  records: readonly DNSRecord[],
): ReadonlyMap<DNSRecord, DNSTarget> {
  if (records.length === 0) return new Map()
  const key = (kind: string, object: { readonly namespace?: string; readonly name: string }): string =>
    `${kind}\n${qualifiedName(object)}`
  const planned = new Map(
    objects.map((each) => [key(each.federatedObject.type.targetType.kind, each.federatedObject), each]),
  )
  const targets = new Map<DNSRecord, DNSTarget>()
  for (const record of records) {
    const object = planned.get(key(kindOf[record.kind], record))
    if (object !== undefined) targets.set(record, targetOf(record, object, objects))
  }
  return targets
}

function targetOf(record: DNSRecord, object: ObjectPlan, objects: readonly ObjectPlan[]): DNSTarget {
  const placed = new Set(object.placement.clusters)
  if (record.kind === 'IngressDNSRecord') {
    return { placed, hosts: new Set(object.variants.flatMap((variant) => hostsOf(variant.object))) }
  }
  const serviceTypes = new Map(
    object.variants.flatMap((variant) =>
      variant.clusters.map((cluster) => [cluster, serviceTypeOf(variant.object)] as const),
    ),
  )
  const replicas = replicasBehind(object, objects)
  return { placed, serviceTypes, ...(replicas && { replicas }) }
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
  const template = objectIn(specOf(workload)['template'])
  return objectIn(objectIn(template['metadata'])['labels'])
}

function specOf(object: JsonObject | undefined): JsonObject {
  return objectIn(object?.['spec'])
}

function objectIn(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {}
}

function serviceTypeOf(service: JsonObject): string {
  const { type } = specOf(service)
  return typeof type === 'string' && type !== '' ? type : 'ClusterIP'
}

function hostsOf(ingress: JsonObject): readonly string[] {
  const { rules } = specOf(ingress)
  return (isArray(rules) ? rules : []).map((rule) => {
    const host = objectIn(rule)['host']
    return typeof host === 'string' ? host : ''
  })
}

import { dnsEndpointName } from '../../kubefed/dns-endpoint-name.ts'
import { isRecordEnabled } from '../../kubefed/is-record-enabled.ts'
import { compareText } from '../../text/compare-text.ts'
import type { DNSEndpoint } from '../../model/dns-endpoint.ts'
import type { DNSRecord } from '../../model/dns-record.ts'
import type { HeldRule } from '../../model/file-tree.ts'
import type { FleetObject } from '../../model/fleet.ts'
import type { DNSConfig } from '../../model/render-config.ts'
import type { RenderPlan } from '../../model/render-plan.ts'
import { dnsEndpointObject } from './dns-endpoint-object.ts'
import { inDNS, inCluster, dnsEndpointPath, objectPath } from '../../output/layout.ts'

/** The objects of the DNSEndpoints, sorted by path: of no cluster, or of the cluster that runs ExternalDNS. */
export function layOutDNS({ dns, federation }: RenderPlan, config: DNSConfig): readonly FleetObject[] {
  if (!federation.controlPlane.pushReconciler) return []
  const clusters = config.cluster === undefined ? [] : [config.cluster]
  return dns.dnsEndpoints
    .map((dnsEndpoint): FleetObject => {
      const { namespace, name } = dnsEndpoint
      const variants = [{ object: dnsEndpointObject(dnsEndpoint), clusters }]
      return {
        path: endpointPath(dnsEndpoint, config),
        type: dnsEndpointType(config),
        kind: 'DNSEndpoint',
        namespace,
        name,
        variants,
        dnsEndpoint,
      }
    })
    .sort((left, right) => compareText(left.path, right.path))
}

/** The plan with some more records in error, whose DNSEndpoints it then lacks. */
export function withoutRecords(plan: RenderPlan, inError: ReadonlySet<DNSRecord> | undefined): RenderPlan {
  const { dns } = plan
  if (inError === undefined || inError.size === 0) return plan
  const failed = [...new Set([...dns.failed, ...inError])]
  const dnsEndpoints = dns.dnsEndpoints.filter(({ record }) => !inError.has(record))
  return { ...plan, dns: { ...dns, dnsEndpoints, failed } }
}

/** The files of records that are in error, or whose feature gate is off, stay as they were last rendered. */
export function heldDNS({ dns, federation }: RenderPlan, config: DNSConfig): readonly HeldRule[] {
  const disabled = federation.dnsRecords.filter((each) => !isRecordEnabled(each, federation.controlPlane))
  return [
    ...dns.failed.map((each) => ({ reason: 'object-in-error' as const, path: recordPath(each, config) })),
    ...disabled.map((each) => ({ reason: 'feature-gate-disabled' as const, path: recordPath(each, config) })),
  ]
}

/** The whole path of a record's file, from the output directory. */
export function recordPath(record: DNSRecord, config: DNSConfig): string {
  const path = endpointPath({ namespace: record.namespace, name: dnsEndpointName(record) }, config)
  return config.cluster === undefined ? inDNS(path) : inCluster(config.cluster, path)
}

/** Below `dns/`, or below the directory of the cluster that runs ExternalDNS. */
function endpointPath(
  { namespace, name }: Pick<DNSEndpoint, 'namespace' | 'name'>,
  config: DNSConfig,
): string {
  return config.cluster === undefined
    ? dnsEndpointPath(namespace, name)
    : objectPath({ namespace, type: dnsEndpointType(config), name })
}

/** The type of DNSEndpoints, as a FederatedTypeConfig would be called. */
export function dnsEndpointType({ apiVersion }: DNSConfig): string {
  return `dnsendpoints.${apiVersion.split('/')[0] ?? ''}`
}

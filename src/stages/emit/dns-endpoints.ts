import { isRecordEnabled } from '../../kubefed/is-record-enabled.ts'
import type { DNSEndpoint } from '../../model/dns-endpoint.ts'
import type { DNSRecord } from '../../model/dns-record.ts'
import type { HeldRule, RenderedFile } from '../../model/file-tree.ts'
import { generatedHeader } from '../../model/generated-header.ts'
import type { DNSConfig } from '../../model/render-config.ts'
import type { RenderPlan } from '../../model/render-plan.ts'
import { serialize } from '../../yaml/serialize.ts'
import { dnsEndpointObject } from './dns-endpoint-object.ts'
import { clusterDirectory, typeDirectory } from './layout.ts'
import { pathSegment } from './path-segment.ts'

/** The files of the DNSEndpoints, below `dns/` or in the directory of the cluster that runs ExternalDNS. */
export function emitDNS({ dns, federation }: RenderPlan, config: DNSConfig): readonly RenderedFile[] {
  if (!federation.controlPlane.pushReconciler) return []
  return dns.dnsEndpoints.map((each) => ({
    path: dnsEndpointPath(each, config),
    text: `${generatedHeader}\n${serialize(dnsEndpointObject(each))}`,
  }))
}

/** The files of records that are in error, or whose feature gate is off, stay as they were last rendered. */
export function heldDNS({ dns, federation }: RenderPlan, config: DNSConfig): readonly HeldRule[] {
  const disabled = federation.dnsRecords.filter((each) => !isRecordEnabled(each, federation.controlPlane))
  return [
    ...dns.failed.map((each) => ({ reason: 'object-in-error' as const, path: recordPath(each, config) })),
    ...disabled.map((each) => ({ reason: 'feature-gate-disabled' as const, path: recordPath(each, config) })),
  ]
}

function recordPath(record: DNSRecord, config: DNSConfig): string {
  const prefix = record.kind === 'ServiceDNSRecord' ? 'service' : 'ingress'
  return dnsEndpointPath({ namespace: record.namespace, name: `${prefix}-${record.name}` }, config)
}

function dnsEndpointPath(
  { namespace, name }: Pick<DNSEndpoint, 'namespace' | 'name'>,
  { cluster, apiVersion }: DNSConfig,
): string {
  const directory = pathSegment(namespace)
  const file = pathSegment(name, '.yaml')
  if (cluster === undefined) return `dns/${directory}/${file}`
  const type = typeDirectory(`dnsendpoints.${apiVersion.split('/')[0] ?? ''}`)
  return `clusters/${clusterDirectory(cluster)}/${directory}/${type}/${file}`
}

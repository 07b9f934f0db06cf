import type { DNSEndpoint, Endpoint } from '../../model/dns-endpoint.ts'
import type { DNSLock } from '../../model/dns-lock.ts'
import type { DNSRecord } from '../../model/dns-record.ts'
import { keyAt, valueAt } from '../../model/place.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import { dnsEndpointName } from '../../kubefed/dns-endpoint-name.ts'
import { isRecordEnabled } from '../../kubefed/is-record-enabled.ts'
import { sourceLine } from '../source-line.ts'
import type { ExplainedEndpoint, Explanation } from './explanation.ts'
import { errorRule, errorsAbout, type ExplainInputs } from './kept-out-by.ts'
import { explainRule, type Rule } from './rule.ts'

/** What is asked of one DNSEndpoint. */
export interface ExplainDNSRequest extends ExplainInputs {
  readonly record: DNSRecord
  /** The cluster that is asked about; `dns` means no cluster. */
  readonly cluster: string
  /** Where DNSEndpoints go: the cluster that runs ExternalDNS, or `dns`. */
  readonly home: string
  readonly type: string
  readonly path: string
}

/** Why a DNSEndpoint is, or is not, where it is asked for, and whose load balancers its targets are. */
export function explainDNS(request: ExplainDNSRequest): Explanation {
  const { record, cluster, home, type, path, plan } = request
  const dnsEndpoint = plan.dns.dnsEndpoints.find((each) => each.record === record)
  const rules = rulesAgainst(request)
  const isHome = cluster === home
  const becomes = `the ${record.kind} ${qualifiedName(record)} becomes it, and DNSEndpoints go to ${home}`
  const placedBy: readonly Rule[] =
    isHome && dnsEndpoint
      ? [{ rule: 'dns-record', message: becomes, at: valueAt(record.manifest, '/kind') }]
      : []
  return {
    cluster,
    type,
    kind: 'DNSEndpoint',
    namespace: record.namespace,
    name: dnsEndpointName(record),
    source: sourceLine(valueAt(record.manifest, '/metadata/name')),
    state: rules.length === 0 ? 'rendered' : isHome ? 'held' : 'absent',
    path,
    placedBy: placedBy.map(explainRule),
    keptOutBy: rules.map(explainRule),
    fields: [],
    omitted: [],
    endpoints: dnsEndpoint ? explainEndpoints(dnsEndpoint, plan.federation.dnsLock) : [],
  }
}

function rulesAgainst(request: ExplainDNSRequest): readonly Rule[] {
  const { record, cluster, home, plan, kubeFedConfig, diagnostics, inError } = request
  const { controlPlane } = plan.federation
  const gates = kubeFedConfig && keyAt(kubeFedConfig, '/spec/featureGates')
  const rules: Rule[] = []
  if (cluster !== home) {
    rules.push({
      rule: 'dns-cluster',
      message: `DNSEndpoints go to ${home} (dns.cluster of the configuration)`,
    })
  }
  if (!controlPlane.pushReconciler) {
    rules.push({
      rule: 'push-reconciler-disabled',
      message: 'the feature gate PushReconciler is off',
      at: gates,
    })
  }
  if (!isRecordEnabled(record, controlPlane)) {
    const message = `the feature gate of ${record.kind} is off, so its file stays as it was`
    rules.push({ rule: 'feature-gate-disabled', message, at: gates })
  }
  if (inError === 'all') {
    rules.push({ rule: 'sources-in-error', message: 'errors stop every render' })
  }
  if (plan.dns.failed.includes(record)) {
    const at = valueAt(record.manifest, '/metadata/name')
    rules.push({
      rule: 'object-in-error',
      message: 'the record is in error, so its file stays as it was',
      at,
    })
  }
  return [...rules, ...errorsAbout(diagnostics, [record.manifest]).map(errorRule)]
}

function explainEndpoints(dnsEndpoint: DNSEndpoint, lock: DNSLock): readonly ExplainedEndpoint[] {
  return dnsEndpoint.endpoints.map(({ dnsName, recordType, setIdentifier, targets }: Endpoint) => ({
    dnsName,
    recordType,
    ...(setIdentifier !== undefined && { setIdentifier }),
    targets: targets.map((target) => ({ target, clusters: clustersOf(target, dnsEndpoint, lock) })),
  }))
}

/** The clusters with a load balancer of this address or host name, or of a host name that is locked to it. */
function clustersOf(target: string, { clusters }: DNSEndpoint, { hosts }: DNSLock): readonly string[] {
  return clusters
    .filter(({ loadBalancer }) =>
      loadBalancer.some(
        ({ ip, hostname }) =>
          ip === target ||
          (hostname !== undefined &&
            (hostname === target || hosts.get(hostname)?.addresses.includes(target))),
      ),
    )
    .map(({ cluster }) => cluster)
}

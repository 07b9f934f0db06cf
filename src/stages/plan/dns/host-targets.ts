import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { compareText } from '../../../text/compare-text.ts'
import type { Endpoint, GeneratedEndpoint, GeneratedTarget } from '../../../model/dns-endpoint.ts'
import type { DNSLock } from '../../../model/dns-lock.ts'
import type { HostTargets } from '../../../model/render-config.ts'
import type { DNSRecord } from '../../../model/dns-record.ts'
import { recordContext } from './record-context.ts'
import { recordName } from './record-name.ts'
import { scaleWeights } from './scale-weights.ts'
import { groupBy } from '../../../text/group-by.ts'

/** What `applyHostTargets` decides by. */
export interface HostTargetsInputs {
  readonly hostTargets: HostTargets
  readonly lock: DNSLock
  /** The name of the property that holds a weight, such as `aws/weight`. */
  readonly weightProperty: string
  /** The replicas scheduled to each cluster; absent: every cluster weighs the same. */
  readonly replicas?: ReadonlyMap<string, number>
}

/** One way to decide host names; it collects the obstacles, so that a record has one message about them. */
interface HostTargetsMode {
  readonly resolve: (endpoint: GeneratedEndpoint) => readonly Endpoint[]
  readonly reportFaults: (record: DNSRecord, report: Report) => void
}

/** The host names among the targets of endpoints, sorted and unique: what `dns.lock.yaml` has to hold. */
export function hostNamesOf(endpoints: readonly GeneratedEndpoint[]): readonly string[] {
  return textsOf(endpoints.flatMap(({ targets }) => targets.filter(({ isHostName }) => isHostName)))
}

/**
 * The endpoints of one record with their host names decided: kept as a CNAME, replaced by the locked addresses, or one
 * weighted CNAME per cluster. Type A still mixes IPv4 and IPv6. Endpoints that can't be decided are left out and reported:
 * dns-host-names-ambiguous, dns-host-name-not-locked, dns-weights-impossible.
 */
export function applyHostTargets(
  record: DNSRecord,
  endpoints: readonly GeneratedEndpoint[],
  inputs: HostTargetsInputs,
  report: Report,
): readonly Endpoint[] {
  const mode = createMode(inputs)
  const decided = endpoints.flatMap((endpoint) =>
    endpoint.targets.some(({ isHostName }) => isHostName)
      ? mode.resolve(endpoint)
      : [withTargets(endpoint, endpoint.recordType, textsOf(endpoint.targets))],
  )
  mode.reportFaults(record, report)
  return decided
}

function createMode(inputs: HostTargetsInputs): HostTargetsMode {
  switch (inputs.hostTargets) {
    case 'cname':
      return createCnameMode()
    case 'lock':
      return createLockMode(inputs.lock)
    case 'weighted':
      return createWeightedMode(inputs)
  }
}

function createCnameMode(): HostTargetsMode {
  const names: string[] = []
  const hosts = new Set<string>()
  return {
    resolve: (endpoint) => {
      const targets = textsOf(endpoint.targets)
      if (targets.length === 1) return [withTargets(endpoint, 'CNAME', targets)]
      names.push(endpoint.dnsName)
      for (const { target, isHostName } of endpoint.targets) if (isHostName) hosts.add(target)
      return []
    },
    reportFaults: (record, report) => {
      if (names.length === 0) return
      const parameters = { record: recordName(record), names, hosts: [...hosts].sort() }
      report(createDiagnostic('dns-host-names-ambiguous', parameters, recordContext(record)))
    },
  }
}

function createLockMode(lock: DNSLock): HostTargetsMode {
  const missing = new Set<string>()
  return {
    resolve: (endpoint) => {
      const addresses = endpoint.targets.flatMap(({ target, isHostName }) => {
        const locked = isHostName ? lock.hosts.get(target)?.addresses : [target]
        if (locked === undefined) missing.add(target)
        return locked ?? []
      })
      return addresses.length === 0 ? [] : [withTargets(endpoint, 'A', [...new Set(addresses)].sort())]
    },
    reportFaults: (record, report) => {
      if (missing.size === 0) return
      const parameters = { record: recordName(record), hosts: [...missing].sort() }
      report(createDiagnostic('dns-host-name-not-locked', parameters, recordContext(record)))
    },
  }
}

function createWeightedMode({ replicas, weightProperty }: HostTargetsInputs): HostTargetsMode {
  const names: string[] = []
  const clusters = new Set<string>()
  return {
    resolve: (endpoint) => {
      const byCluster = groupByCluster(endpoint.targets)
      const others = [...byCluster].filter(([, targets]) => targets.length > 1 || !targets[0]?.isHostName)
      for (const [cluster] of others) clusters.add(cluster)
      if (others.length > 0) names.push(endpoint.dnsName)
      if (others.length > 0) return []
      const weights = scaleWeights([...byCluster.keys()], replicas)
      return [...byCluster].map(([setIdentifier, targets]) => {
        const cname = withTargets(endpoint, 'CNAME', textsOf(targets))
        const value = String(weights.get(setIdentifier) ?? 0)
        return Object.assign(cname, { setIdentifier, providerSpecific: [{ name: weightProperty, value }] })
      })
    },
    reportFaults: (record, report) => {
      if (names.length === 0) return
      const parameters = { record: recordName(record), names, clusters: [...clusters].sort() }
      report(createDiagnostic('dns-weights-impossible', parameters, recordContext(record)))
    },
  }
}

function groupByCluster(
  targets: readonly GeneratedTarget[],
): ReadonlyMap<string, readonly GeneratedTarget[]> {
  const groups = groupBy(targets, ({ cluster = '' }) => cluster)
  return new Map([...groups].sort(([a], [b]) => compareText(a, b)))
}

function textsOf(targets: readonly GeneratedTarget[]): readonly string[] {
  return [...new Set(targets.map(({ target }) => target))].sort()
}

function withTargets(
  { dnsName, recordTTL, labels }: GeneratedEndpoint,
  recordType: Endpoint['recordType'],
  targets: readonly string[],
): Endpoint {
  return { dnsName, targets, recordType, recordTTL, ...(labels && { labels }) }
}

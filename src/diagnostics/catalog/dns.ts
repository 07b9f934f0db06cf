import { observeCommand, observeHint, type Unobserved } from '../observe-hint.ts'
import { quote } from '../../text/quote.ts'
import { listSome } from '../../text/list-some.ts'

/** What can be wrong with Domains, ServiceDNSRecords, IngressDNSRecords, and the DNSEndpoints made of them. */
export const dnsCatalog = {
  'dns-record-disabled': {
    severity: 'info' as const,
    about:
      'A feature gate of KubeFed v0.3.1 is disabled, so a DNS record has no effect and its file is held.',
    message: (p: { kind: string; name: string }): string =>
      `The ${p.kind} ${quote(p.name)} has no effect: its feature gate is Disabled.`,
  },
  'dns-cluster-unknown': {
    severity: 'error' as const,
    about: '`dns.cluster` names a cluster that the inventory lacks.',
    message: (p: { cluster: string; nearest: string | undefined }): string =>
      `No KubeFedCluster is called ${quote(p.cluster)}, so it cannot get the DNSEndpoints.`,
    hint: (p: { cluster: string; nearest: string | undefined }): string =>
      p.nearest === undefined
        ? 'Correct dns.cluster in fedrender.yaml.'
        : `Did you mean ${quote(p.nearest)}?`,
  },
  'dns-domain-missing': {
    severity: 'error' as const,
    about: 'A ServiceDNSRecord names a Domain that the system namespace does not have.',
    message: (p: {
      record: string
      domain: string
      systemNamespace: string
      known: readonly string[]
    }): string =>
      `${p.record} names the Domain ${quote(p.domain)}, which the namespace ${quote(p.systemNamespace)} does not have; KubeFed would leave the record as it was.`,
    hint: (p: { domain: string; systemNamespace: string; known: readonly string[] }): string =>
      p.known.length === 0
        ? `Add a Domain ${quote(p.domain)} to the namespace ${quote(p.systemNamespace)}, with "domain: example.com" at its top level.`
        : `Add that Domain, or name one of ${p.known.map(quote).join(', ')} in domainRef.`,
  },
  'dns-domain-in-wrong-namespace': {
    severity: 'error' as const,
    about: 'The Domain of a ServiceDNSRecord lies outside the system namespace, where KubeFed does not look.',
    message: (p: { record: string; domain: string; namespace: string; systemNamespace: string }): string =>
      `${p.record} names the Domain ${quote(p.domain)}, which lies in the namespace ${quote(p.namespace)} instead of ${quote(p.systemNamespace)}.`,
    hint: (p: { systemNamespace: string }): string =>
      `Move the Domain to the namespace ${quote(p.systemNamespace)}.`,
  },
  'dns-domain-without-domain': {
    severity: 'error' as const,
    about: 'A Domain has no `domain` at its top level; under `spec` KubeFed does not read it.',
    message: (p: { domain: string; inSpec: boolean }): string =>
      p.inSpec
        ? `The Domain ${quote(p.domain)} has its domain under "spec", where KubeFed does not read it.`
        : `The Domain ${quote(p.domain)} has no domain.`,
    hint: (p: { inSpec: boolean }): string =>
      p.inSpec
        ? 'Move the field "domain" from "spec" to the top level, beside "metadata".'
        : 'Add a field "domain" at the top level, beside "metadata".',
  },
  'dns-cluster-without-location': {
    severity: 'error' as const,
    about: 'A ready cluster has no region or no zone, which the names of every ServiceDNSRecord need.',
    message: (p: { record: string; clusters: readonly string[] }): string =>
      `${p.record} can't be named, because the region or the zones of the ready clusters ${list(p.clusters)} are unknown.`,
    hint: (): string =>
      'Give each of these KubeFedClusters the labels "topology.kubernetes.io/region" and "topology.kubernetes.io/zone"; several zones go into the annotation "fedrender.dev/zones".',
  },
  'dns-nothing-observed': {
    severity: 'error' as const,
    about:
      'There are records, but neither observed state nor a `status.dns` gives the addresses of load balancers.',
    message: (p: { records: readonly string[] } & Unobserved): string =>
      `Nothing was observed of any cluster, so the addresses for ${summarize(p.records)} are unknown.`,
    hint: (p: Unobserved): string => observeHint(p),
  },
  'dns-cluster-not-observed': {
    severity: 'error' as const,
    about:
      'The Service, Ingress or route of a record is placed in a ready cluster of which nothing was observed; its names would vanish.',
    message: (p: { record: string } & Unobserved): string =>
      `${p.record} has its target placed in the ready clusters ${list(p.clusters)}, of which nothing was observed; their addresses would vanish from DNS.`,
    hint: (p: Unobserved): string => observeHint(p),
  },
  'dns-host-names-ambiguous': {
    severity: 'error' as const,
    about:
      'A name has several targets, host names among them, and `dns.hostTargets: cname` can write only one host name.',
    message: (p: { record: string; names: readonly string[]; hosts: readonly string[] }): string =>
      `${p.record} gives the names ${list(p.names)} several targets, among them the host names ${list(p.hosts)}, and a CNAME holds only one.`,
    hint: (): string =>
      'Set dns.hostTargets to "lock" to write the addresses of the host names, or to "weighted" where the DNS provider has weighted records.',
  },
  'dns-host-name-not-locked': {
    severity: 'error' as const,
    about: "With `dns.hostTargets: lock` a load balancer's host name has no addresses in dns.lock.yaml.",
    message: (p: { record: string; hosts: readonly string[] }): string =>
      `${p.record} needs the addresses of the host names ${list(p.hosts)}, which dns.lock.yaml does not have.`,
    hint: (): string => 'Run "fedrender dns lock", and commit dns.lock.yaml.',
  },
  'dns-weights-impossible': {
    severity: 'error' as const,
    about:
      'With `dns.hostTargets: weighted` a name mixes host names with addresses, or has several in one cluster.',
    message: (p: { record: string; names: readonly string[]; clusters: readonly string[] }): string =>
      `${p.record} can't give the names ${list(p.names)} one weighted CNAME per cluster, because the clusters ${list(p.clusters)} have something other than one host name.`,
    hint: (): string => 'Set dns.hostTargets to "lock" to write the addresses of the host names.',
  },
  'dns-weights-unsupported': {
    severity: 'error' as const,
    about: "Weighted records need the set identifiers that only ExternalDNS's own DNSEndpoint has.",
    message: (p: { apiVersion: string }): string =>
      `A DNSEndpoint of ${quote(p.apiVersion)} has no set identifier, so dns.hostTargets can't be "weighted".`,
    hint: (): string => 'Set dns.apiVersion to "externaldns.k8s.io/v1alpha1", or dns.hostTargets to "lock".',
  },
  'dns-domain-invalid': {
    severity: 'error' as const,
    about: 'The domain of a Domain is no DNS name, and so spoils the names of all its records.',
    message: (p: { domain: string; problem: string }): string =>
      `The domain ${quote(p.domain)} ${p.problem}.`,
    hint: (p: { domain: string; problem: string }): string =>
      p.domain.length > 1 && p.domain.endsWith('.')
        ? `Write ${quote(p.domain.replace(/\.$/, ''))}.`
        : 'Use labels of at most 63 letters, digits, "-" and "_", at most 253 characters in all.',
  },
  'dns-name-invalid': {
    severity: 'error' as const,
    about:
      'A DNS name or the host name that it points to breaks the rules of DNS; ExternalDNS or the provider would skip it.',
    message: (p: { record: string; names: readonly string[]; problem: string }): string =>
      `${p.record} needs a name that ${p.problem}: ${list(p.names)}.`,
    hint: (): string =>
      'Use labels of at most 63 letters, digits, "-" and "_", at most 253 characters in all, and no dot at the end.',
  },
  'dns-address-invalid': {
    severity: 'error' as const,
    about:
      'An A record holds something other than IPv4, or an AAAA record something other than IPv6; ExternalDNS would skip it whole.',
    message: (p: { record: string; name: string; recordType: string; target: string }): string =>
      `${p.record} gives the ${p.recordType} record ${quote(p.name)} the target ${quote(p.target)}, which is not an address of that type.`,
    hint: (): string => 'Correct the address at its source, which is the load balancer or dns.lock.yaml.',
  },
  'dns-cname-several-targets': {
    severity: 'error' as const,
    about: 'A CNAME has several targets; DNS allows one.',
    message: (p: { record: string; name: string; targets: readonly string[] }): string =>
      `${p.record} points the CNAME ${quote(p.name)} to ${list(p.targets)}, and DNS allows one target.`,
    hint: (): string => 'Choose another dnsPrefix or externalName, so that the names differ.',
  },
  'dns-cname-loop': {
    severity: 'error' as const,
    about: 'A CNAME points to itself.',
    message: (p: { record: string; name: string }): string =>
      `${p.record} points the CNAME ${quote(p.name)} to itself.`,
    hint: (): string => 'Choose another dnsPrefix, or none.',
  },
  'dns-ttl-invalid': {
    severity: 'error' as const,
    about: 'A TTL is negative or beyond what DNS allows; ExternalDNS ignores it.',
    message: (p: { record: string; ttl: number }): string =>
      `${p.record} has the TTL ${p.ttl}, and DNS allows 1 to 2147483647 seconds.`,
    hint: (): string => 'Set recordTTL to a positive number of seconds, or leave it out for 180.',
  },
  'dns-label-invalid': {
    severity: 'error' as const,
    about:
      'A label of an endpoint holds a character that breaks the TXT record in which ExternalDNS keeps it.',
    message: (p: { record: string; label: string; value: string }): string =>
      `${p.record} has the label ${quote(p.label)} with the value ${quote(p.value)}, which ExternalDNS can't read back.`,
    hint: (): string => `Remove every ',', '=' and '"' from the value.`,
  },
  'dns-name-claimed-twice': {
    severity: 'error' as const,
    about:
      'Two records claim one DNS name with different content; ExternalDNS would keep whichever it reads first.',
    message: (p: { record: string; other: string; names: readonly string[] }): string =>
      `${p.record} and ${p.other} both claim ${list(p.names)}, with different content.`,
    hint: (): string =>
      'Rename one, or set dns.shareHosts to true where both are IngressDNSRecords with the same TTL and have only addresses.',
  },
  'dns-cname-beside-other': {
    severity: 'error' as const,
    about: 'One record makes a name a CNAME, another gives it addresses; ExternalDNS would drop the CNAME.',
    message: (p: { record: string; other: string; names: readonly string[] }): string =>
      `${p.record} and ${p.other} both claim ${list(p.names)}, one as a CNAME and the other with addresses.`,
    hint: (): string => 'Rename one of the two; a CNAME must be the only record of its name.',
  },
  'dns-cname-dangling': {
    severity: 'warning' as const,
    about: 'A CNAME points to a name that has no record, because no cluster has an address.',
    message: (p: { record: string; names: readonly string[]; target: string }): string =>
      `${p.record} points ${list(p.names)} to ${quote(p.target)}, which has no record.`,
    hint: (): string =>
      'Wait until the Service has an address in some cluster, and fetch the observed state again.',
  },
  'dns-target-not-placed': {
    severity: 'warning' as const,
    about: 'The Service, Ingress or route of a record is placed in no cluster.',
    message: (p: { record: string; target: string }): string =>
      `${p.record} is for ${p.target}, which is placed in no cluster.`,
    hint: (): string =>
      'Place the federated object of that namespace and name in a cluster, or remove the record.',
  },
  'dns-address-from-unplaced-cluster': {
    severity: 'warning' as const,
    about:
      'A cluster in which the Service, Ingress or route of a record is not placed has an address for it.',
    message: (p: { record: string; clusters: readonly string[] }): string =>
      `${p.record} takes addresses from the clusters ${list(p.clusters)}, in which its target is not placed.`,
    hint: (): string =>
      'Place the target there, or fetch the observed state again once the target is gone from there.',
  },
  'dns-route-not-observed': {
    severity: 'warning' as const,
    about: 'The route of a record is placed in a ready cluster whose observed state has no such route.',
    message: (p: { record: string } & Unobserved): string =>
      `${p.record} has no addresses of the clusters ${list(p.clusters)}: its route is placed there, and their observed state has no route of that name.`,
    hint: (p: Unobserved): string =>
      `Once the route is there, run the following, and commit the directory: ${observeCommand(p)}`,
  },
  'dns-address-private': {
    severity: 'info' as const,
    about: 'A record holds addresses of a private network.',
    message: (p: { record: string; addresses: readonly string[] }): string =>
      `${p.record} publishes the private addresses ${list(p.addresses)}.`,
    hint: (): string => 'Make sure that the clients of these names can reach that network.',
  },
  'dns-replicas-without-address': {
    severity: 'warning' as const,
    about: 'Replicas are scheduled to a ready cluster that has no address, so no traffic gets there.',
    message: (p: { record: string; clusters: readonly string[] }): string =>
      `${p.record} has no address in the ready clusters ${list(p.clusters)}, though replicas are scheduled there.`,
    hint: (): string => 'Check why the load balancer or its endpoints are not ready there.',
  },
  'dns-service-not-load-balancer': {
    severity: 'warning' as const,
    about:
      'The Service of a record is not of type LoadBalancer in some cluster, so it gets no address there.',
    message: (p: { record: string; type: string; clusters: readonly string[] }): string =>
      `${p.record} is for a Service of type ${quote(p.type)} in the clusters ${list(p.clusters)}, which gets no address.`,
    hint: (): string => 'Set spec.type of the Service to "LoadBalancer".',
  },
  'dns-host-without-rule': {
    severity: 'warning' as const,
    about: 'A host of an IngressDNSRecord is in no rule of the FederatedIngress, and no host of a route.',
    message: (p: { record: string; host: string; known: readonly string[] }): string =>
      `${p.record} has the host ${quote(p.host)}, which neither a rule of the FederatedIngress nor a route has.`,
    hint: (p: { known: readonly string[] }): string =>
      p.known.length === 0 ? 'Add a rule for it.' : `Add a rule for it, or use one of ${list(p.known)}.`,
  },
  'dns-lock-address-invalid': {
    severity: 'error' as const,
    about: 'dns.lock.yaml holds something other than an IP address.',
    message: (p: { host: string; address: string }): string =>
      `The host name ${quote(p.host)} is locked to ${quote(p.address)}, which is not an IP address.`,
    hint: (): string => 'Run "fedrender dns lock" to write the file again.',
  },
  'dns-look-up-failed': {
    severity: 'error' as const,
    about: 'A host name could not be looked up, and dns.lock.yaml has no earlier addresses for it.',
    message: (p: { host: string; problem: string }): string =>
      `The host name ${quote(p.host)} could not be looked up: ${p.problem}.`,
    hint: (): string => 'Run "fedrender dns lock" again where the name resolves.',
  },
  'dns-look-up-failed-entry-kept': {
    severity: 'warning' as const,
    about: 'A host name could not be looked up, so its earlier addresses stay in dns.lock.yaml.',
    message: (p: { host: string; problem: string; lookedUp: string }): string =>
      `The host name ${quote(p.host)} could not be looked up, so its addresses of ${p.lookedUp} are kept: ${p.problem}.`,
    hint: (): string => 'Run "fedrender dns lock" again where the name resolves.',
  },
}

const longestList = 3

/** The first values, quoted, and how many more there are. */
function list(values: readonly string[]): string {
  return summarize(values.map(quote))
}

/** The first of what is quoted already, and how many more there are. */
function summarize(values: readonly string[]): string {
  return listSome(values, longestList)
}

/** The group of KubeFedConfig, KubeFedCluster and FederatedTypeConfig. */
export const coreGroup = 'core.kubefed.io'
/** The group that federated types have unless a FederatedTypeConfig names another. */
export const typesGroup = 'types.kubefed.io'
/** The group of ReplicaSchedulingPreference. */
export const schedulingGroup = 'scheduling.kubefed.io'
/** The group of ServiceDNSRecord, IngressDNSRecord, Domain and KubeFed's own DNSEndpoint. */
export const multiclusterDnsGroup = 'multiclusterdns.kubefed.io'

/** The version that federated types have unless a FederatedTypeConfig names another. */
export const typesVersion = 'v1beta1'

/** The version of KubeFed v0.10.0's own groups (KubeFed: charts/kubefed/charts/controllermanager/crds/crds.yaml). */
export const servedVersions: Readonly<Partial<Record<string, string>>> = {
  [coreGroup]: 'v1beta1',
  [typesGroup]: typesVersion,
  [schedulingGroup]: 'v1alpha1',
  [multiclusterDnsGroup]: 'v1alpha1',
}

const earlySuffixes = ['.kubefed.k8s.io', '.federation.k8s.io']

/** A group in KubeFed's current spelling: `*.kubefed.k8s.io` and `*.federation.k8s.io` are early ones of `*.kubefed.io`. */
export function currentGroup(group: string): string {
  const suffix = earlySuffixes.find((each) => group.endsWith(each))
  return suffix === undefined ? group : `${group.slice(0, -suffix.length)}.kubefed.io`
}

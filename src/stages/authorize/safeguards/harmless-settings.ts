/** The settings that weaken no check, by their names in the reference, and why. */
export const harmlessSettings: ReadonlyMap<string, string> = new Map([
  ['scheduling.current', 'how replicas are divided is rendered, and so compared'],
  ['scheduling.division', 'how replicas are divided is rendered, and so compared'],
  ['dns.apiVersion', 'what DNSEndpoints are is rendered, and so compared'],
  ['dns.hostTargets', 'what becomes of host names is rendered, and so compared'],
  ['dns.weightProperty', 'the property of weights is rendered, and so compared'],
  ['dns.cluster', 'the directory of the DNSEndpoints is rendered, and so compared'],
  ['delivery.argocd.name', 'an ApplicationSet of another name delivers the same'],
  ['delivery.argocd.namespace', 'an ApplicationSet of another namespace delivers the same'],
  ['delivery.flux.namespace', 'Kustomizations of another namespace deliver the same'],
  ['delivery.flux.interval', 'the time when Flux corrects drift is not a check'],
  ['delivery.flux.timeout', 'the time that Flux waits is not a check'],
  ['delivery.flux.oci.secretRef', 'without the right credentials nothing is delivered'],
])

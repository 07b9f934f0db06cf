import { quote } from '../../text/quote.ts'

/** What can be wrong with handing the output to Argo CD or Flux. */
export const deliveryCatalog = {
  'delivery-cluster-unknown': {
    severity: 'warning' as const,
    about: 'A setting below `delivery.argocd` names a cluster that the inventory lacks.',
    message: (p: { setting: string; cluster: string; nearest: string | undefined }): string =>
      `No KubeFedCluster is called ${quote(p.cluster)}, which ${p.setting} names.`,
    hint: (p: { setting: string; cluster: string; nearest: string | undefined }): string =>
      p.nearest === undefined
        ? '`fedrender clusters` lists the inventory.'
        : `Did you mean ${quote(p.nearest)}?`,
  },
  'delivery-name-taken': {
    severity: 'error' as const,
    about:
      'Two Applications, or two Kustomizations, of different clusters or namespaces would have one name.',
    message: (p: { kind: string; name: string; clusters: readonly string[] }): string =>
      `Two ${p.kind}s would be called ${quote(p.name)}: those of the clusters ${p.clusters.map(quote).join(' and ')}.`,
    hint: (): string =>
      'Set the granularity to cluster, or rename a cluster or a namespace: the name is the cluster, "-", the namespace.',
  },
  'delivery-name-too-long': {
    severity: 'error' as const,
    about:
      'The name of an Application or a Kustomization is longer than 63 characters, and the agents write it into a label.',
    message: (p: { kind: string; name: string }): string =>
      `The ${p.kind} ${quote(p.name)} has a name of ${p.name.length} characters, and the agent writes it into a label, which holds 63.`,
    hint: (): string =>
      'Set the granularity to cluster, or shorten the name of the cluster or the namespace.',
  },
  'delivery-too-large': {
    severity: 'warning' as const,
    about: 'The files of an Application exceed the 10 MB that Argo CD reads of a directory by default.',
    message: (p: { name: string; bytes: number; canSplit: boolean }): string =>
      `The files of the Application ${quote(p.name)} have ${(p.bytes / 1e6).toFixed(1)} MB, and Argo CD reads no more than 10 MB of a directory.`,
    hint: (p: { name: string; bytes: number; canSplit: boolean }): string =>
      p.canSplit
        ? 'Set delivery.argocd.granularity: namespace, which makes one Application for each namespace.'
        : 'Raise reposerver.max.combined.directory.manifests.size in the ConfigMap argocd-cmd-params-cm.',
  },
  'delivery-replicas-reset': {
    severity: 'warning' as const,
    about:
      'Flux sets the replica count of an object with retainReplicas again and again, because it is rendered.',
    message: (p: { kind: string; name: string }): string =>
      `The ${p.kind} ${quote(p.name)} retains the replicas of its clusters, but is rendered with a count, to which Flux resets them at every interval.`,
    hint: (): string =>
      'Leave the count out: set retainReplicas: omit in fedrender.yaml, and override no count; Flux ignores a rendered field only from 2.9 on, by "ignore" in the Kustomization.',
  },
}

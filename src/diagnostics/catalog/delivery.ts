import { keepReplicaCount } from '../keep-replica-count.ts'
import { listSome } from '../../text/list-some.ts'
import { quote } from '../../text/quote.ts'

/** What can be wrong with handing the output to Argo CD or Flux. */
export const deliveryCatalog = {
  'bootstrap-revision-differs': {
    severity: 'error' as const,
    about: '`fedrender bootstrap --branch` names another branch than `delivery.argocd.targetRevision`.',
    message: (p: { branch: string; targetRevision: string }): string =>
      `The output is published to ${quote(p.branch)}, but delivery.argocd.targetRevision says ${quote(p.targetRevision)}, so that the Applications would follow that.`,
    hint: (p: { branch: string }): string => `Set targetRevision to ${quote(p.branch)} in the configuration.`,
  },
  'delivery-missing': {
    severity: 'error' as const,
    about: '`fedrender bootstrap` is asked for the first objects of an agent, and none is configured.',
    message: (): string => 'The configuration has no agent that delivers the output.',
    hint: (): string =>
      'Add "delivery: {argocd: {repoURL: ADDRESS}}" or "delivery: {flux: {}}" to fedrender.yaml.',
  },
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
  'delivery-path-differs': {
    severity: 'error' as const,
    about: 'A `path` below `delivery` names another place than the one that the output is delivered from.',
    message: (p: { setting: string; path: string; actual: string }): string =>
      `${p.setting} says ${quote(p.path)}, but the output is delivered from ${p.actual === '' ? 'the top of the branch' : quote(p.actual)}, so that the agent would find nothing.`,
    hint: (): string => 'Remove the setting: the path follows from where the output is.',
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
  'namespaces-unprotected': {
    severity: 'warning' as const,
    about:
      'Namespaces lose the annotation by which an agent that is no longer configured keeps them when their files go.',
    message: (p: { agent: string; setting: string; namespaces: readonly string[] }): string =>
      `Without ${p.setting}, the annotation by which ${p.agent} keeps them goes from these Namespaces: ${listSome(p.namespaces.map(quote), 8)}. Where it applies their files still, it deletes a Namespace, and everything in it, with the file.`,
    hint: (p: { agent: string; setting: string }): string =>
      `Keep ${p.setting} for as long as ${p.agent} applies the output; where it no longer does, nothing is lost.`,
  },
  'delivery-waves-manual': {
    severity: 'error' as const,
    about:
      '`delivery.argocd` has `waves` and `automated: false`: progressive syncs sync every Application by themselves.',
    message: (): string =>
      'With waves, Argo CD syncs every Application by itself, so that automated: false would hold nothing back.',
    hint: (): string => 'Remove the waves to sync by hand, or remove automated: false.',
  },
  'delivery-waves-unordered': {
    severity: 'warning' as const,
    about:
      '`delivery.argocd.waves` is set, an order that the progressive syncs of Argo CD do not always keep.',
    message: (p: { byNamespace: boolean }): string =>
      `Argo CD does not always keep the order of the waves: a later cluster may get a change before the first wave has it${p.byNamespace ? ', and the last object of a namespace is deleted like any other' : ''}.`,
    hint: (): string =>
      'Give each wave a change of its own where the order matters; set the severity of delivery-waves-unordered to off where it does not.',
  },
  'delivery-replicas-reset': {
    severity: 'warning' as const,
    about:
      'Flux sets the replica count of an object with retainReplicas again and again, because it is rendered.',
    message: (p: { kind: string; name: string }): string =>
      `The ${p.kind} ${quote(p.name)} retains the replicas of its clusters, but is rendered with a count, to which Flux resets them at every interval.`,
    hint: (): string => keepReplicaCount,
  },
}

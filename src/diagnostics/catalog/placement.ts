import { listSome } from '../../text/list-some.ts'
import { printable, quote } from '../../text/quote.ts'

/** A selector that selects nothing, by its first demand that nothing meets. */
interface EmptySelector {
  readonly kind: string
  /** Empty where each demand is met, and all of them by no cluster. */
  readonly label: string
  /** Any of these; none where any value will do. */
  readonly wanted: readonly string[]
  /** The values that the label has. */
  readonly values: readonly string[]
  readonly nearest: string | undefined
}

/** What can be wrong with where a federated object is to go. */
export const placementCatalog = {
  'cluster-selector-invalid': {
    severity: 'error' as const,
    about: 'Kubernetes would refuse a clusterSelector (KubeFed: ComputePlacementFailed).',
    message: (p: { problem: string }): string => `The clusterSelector is not valid: ${p.problem}.`,
    hint: (): string => 'Correct the selector; KubeFed places such an object nowhere.',
  },
  'cluster-selector-unused': {
    severity: 'info' as const,
    about:
      'A placement has a list of clusters and a clusterSelector; KubeFed takes the list, and asks the selector nothing.',
    message: (): string => 'The clusterSelector has no effect: placement.clusters takes its place.',
    hint: (): string => 'Remove the one that is not meant.',
  },
  'selector-selects-all': {
    severity: 'warning' as const,
    about:
      'All that a clusterSelector holds is unknown to KubeFed, whose API server drops it, so that the empty selector selects every cluster.',
    message: (p: { field: string; nearest: string | undefined }): string =>
      `The clusterSelector selects EVERY cluster: ${quote(p.field)} is no field of it and is dropped.`,
    hint: (p: { field: string; nearest: string | undefined }): string =>
      p.nearest === undefined
        ? `Write ${quote(p.field)} under matchLabels; {} alone selects every cluster on purpose.`
        : `Did you mean ${quote(p.nearest)}?`,
  },
  'placement-cluster-names': {
    severity: 'error' as const,
    about:
      'A placement has `clusterNames` of federation v2 v0.0.x, which KubeFed drops, so that the object is placed nowhere.',
    message: (_p: { names: readonly string[] }): string =>
      'clusterNames is the form of federation v2 v0.0.x; KubeFed drops it, so it places the object nowhere.',
    hint: (p: { names: readonly string[] }): string =>
      `Write clusters: [${p.names.map((name) => `{name: ${printable(name)}}`).join(', ')}]; validate --fix does.`,
  },
  'unknown-cluster': {
    severity: 'warning' as const,
    about: 'A placement names a cluster that the inventory lacks; KubeFed ignores it.',
    message: (p: { cluster: string; nearest: string | undefined }): string =>
      `No KubeFedCluster is called ${quote(p.cluster)}.`,
    hint: (p: { cluster: string; nearest: string | undefined }): string =>
      p.nearest === undefined
        ? 'Add the KubeFedCluster, or remove the name.'
        : `Did you mean ${quote(p.nearest)}?`,
  },
  'namespace-not-federated': {
    severity: 'error' as const,
    about: 'The namespace of a federated object has no FederatedNamespace, so KubeFed places it nowhere.',
    message: (p: { kind: string; name: string; namespace: string }): string =>
      `The ${p.kind} ${quote(p.name)} is placed nowhere: the namespace ${quote(p.namespace)} is not federated.`,
    hint: (p: { kind: string; name: string; namespace: string }): string =>
      `Add a FederatedNamespace (types.kubefed.io/v1beta1) with name and namespace ${quote(p.namespace)} and a placement; validate --fix does.`,
  },
  'placed-nowhere': {
    severity: 'info' as const,
    about: 'A federated object is placed in no cluster.',
    message: (p: { kind: string; name: string; limit: string | undefined }): string =>
      `The ${p.kind} ${quote(p.name)} is placed in no cluster.`,
    hint: (p: { kind: string; name: string; limit: string | undefined }): string =>
      p.limit === undefined
        ? 'Set spec.placement.clusters, or a clusterSelector ({} selects every cluster).'
        : `Place the FederatedNamespace ${quote(p.limit)} in more clusters; its placement limits this one.`,
  },
  'selector-selects-none': {
    severity: 'warning' as const,
    about: 'A clusterSelector selects no cluster: often a value is misspelled, or a label was renamed.',
    message: (p: EmptySelector): string => {
      if (p.label === '')
        return `No cluster has all labels that the clusterSelector of this ${p.kind} asks for.`
      if (p.values.length === 0)
        return `The clusterSelector selects no cluster: none has the label ${quote(p.label)}.`
      return `The clusterSelector selects no cluster: none has the label ${quote(p.label)} with ${p.wanted.length > 10 ? `one of ${listSome(p.wanted.map(quote), 10)}` : p.wanted.map(quote).join(' or ')}.`
    },
    hint: (p: EmptySelector): string => {
      const values =
        p.values.length === 0
          ? ''
          : ` The label has ${p.values.length === 1 ? 'no value but' : 'the values'} ${listSome(p.values.map(quote), 10)}.`
      if (p.nearest !== undefined) return `Did you mean ${quote(p.nearest)}?${values}`
      return values === '' ? 'Give a cluster these labels, or correct the selector.' : values.trim()
    },
  },
  'namespace-never-propagated': {
    severity: 'info' as const,
    about: 'kube-system, kube-public, default and the system namespace are never propagated themselves.',
    message: (p: { namespace: string }): string =>
      `KubeFed never propagates the Namespace ${quote(p.namespace)} itself; its placement still limits the objects in it.`,
  },
  'outside-system-namespace': {
    severity: 'warning' as const,
    about: 'The control plane has scope Namespaced and sees only its system namespace.',
    message: (p: { kind: string; name: string; system: string }): string =>
      `The ${p.kind} ${quote(p.name)} is placed nowhere: a control plane of scope Namespaced sees only ${quote(p.system)}.`,
    hint: (): string =>
      'Move the object into the system namespace, or set the scope of the KubeFedConfig to Cluster.',
  },
  'cluster-scoped-target': {
    severity: 'warning' as const,
    about: 'A control plane of scope Namespaced propagates nothing cluster-scoped.',
    message: (p: { kind: string; name: string }): string =>
      `The ${p.kind} ${quote(p.name)} is placed nowhere: a control plane of scope Namespaced propagates nothing cluster-scoped.`,
    hint: (): string => 'Set the scope of the KubeFedConfig to Cluster, or remove the object.',
  },
  'cluster-not-ready': {
    severity: 'info' as const,
    about: 'A member cluster is not ready: its files are rendered, and none of them is pruned.',
    message: (p: { cluster: string }): string =>
      `The cluster ${quote(p.cluster)} is not ready: its files are rendered, and none is pruned.`,
  },
  'propagation-disabled': {
    severity: 'info' as const,
    about: 'A FederatedTypeConfig has propagation Disabled: its files are held.',
    message: (p: { type: string }): string =>
      `Propagation of ${quote(p.type)} is Disabled: its files stay as they were last rendered.`,
  },
  'resource-definition-elsewhere': {
    severity: 'warning' as const,
    about: 'An object is placed in a cluster that does not get its CustomResourceDefinition.',
    message: (p: { kind: string; name: string; clusters: readonly string[] }): string =>
      `The ${p.kind} ${quote(p.name)} goes to ${p.clusters.map(quote).join(', ')}, where its CustomResourceDefinition is not placed.`,
    hint: (): string => 'Place the CustomResourceDefinition there too.',
  },
}

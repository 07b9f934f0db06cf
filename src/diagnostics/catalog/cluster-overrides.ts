import { listSome } from '../../text/list-some.ts'
import { printable, quote } from '../../text/quote.ts'

/** What can be wrong with a ClusterOverride, or with what several make of one object. */
export const clusterOverridesCatalog = {
  'cluster-override-type-unknown': {
    severity: 'error' as const,
    about: 'The target type of a ClusterOverride is the name of no FederatedTypeConfig.',
    message: (p: { type: string; nearest: string | undefined }): string =>
      `No FederatedTypeConfig is called ${quote(p.type)}.`,
    hint: (p: { type: string; nearest: string | undefined }): string =>
      p.nearest === undefined
        ? 'Write the plural and the group of the type, as deployments.apps.'
        : `Did you mean ${quote(p.nearest)}?`,
  },
  'cluster-override-target-missing': {
    severity: 'warning' as const,
    about: 'A ClusterOverride has no target of a name, or none that its labelSelector selects.',
    message: (p: MissingTarget): string =>
      p.name === undefined
        ? `The target of this ClusterOverride selects no federated object of ${printable(p.type)} in its namespace, so it has no effect.`
        : `No federated object of ${printable(p.type)} in this namespace is called ${quote(p.name)}.`,
    hint: (p: MissingTarget): string =>
      p.nearest === undefined
        ? 'Give the ClusterOverride the namespace of its targets, and their names or labels; labelSelector: {} selects all.'
        : `Did you mean ${quote(p.nearest)}?`,
  },
  'cluster-override-selector-invalid': {
    severity: 'error' as const,
    about: 'Kubernetes would refuse a selector of a ClusterOverride.',
    message: (p: { problem: string }): string => `The selector is not valid: ${p.problem}.`,
    hint: (): string => 'Correct the selector; until then the targets of the ClusterOverride are in error.',
  },
  'cluster-override-selects-none': {
    severity: 'warning' as const,
    about: 'A rule of a ClusterOverride selects no cluster.',
    message: (): string => 'This rule is for no cluster, so it has no effect.',
    hint: (): string =>
      'Write clusters or a clusterSelector that selects one; {} selects all, and a rule without either none.',
  },
  'cluster-override-not-placed': {
    severity: 'info' as const,
    about: 'A rule of a ClusterOverride is for clusters in which none of its targets is placed.',
    message: (): string => 'No target is placed in a cluster of this rule, so it has no effect.',
    hint: (): string => 'Place a target there, or remove the rule.',
  },
  'cluster-override-conflict': {
    severity: 'error' as const,
    about:
      'Two ClusterOverrides write one field of one object in one cluster, or a field and what it is in; adding to a list or removing from it moves its items.',
    message: (p: Conflict): string =>
      `Two ClusterOverrides write to one place of the ${p.kind} ${quote(p.name)} for cluster ${quote(p.cluster)}: ${quote(p.path)} and ${quote(p.other)}.`,
    hint: (): string =>
      'Write both into one ClusterOverride, whose rules apply in order, or select other clusters or targets.',
  },
  'cluster-override-label-missing': {
    severity: 'error' as const,
    about: 'The value of a ClusterOverride has a label of the cluster, which a selected cluster has not.',
    message: (p: { label: string; clusters: readonly string[] }): string =>
      `The value has the label ${quote(p.label)}, which ${listSome(p.clusters.map(quote), 3)} ${p.clusters.length > 1 ? 'have' : 'has'} not.`,
    hint: (p: { label: string }): string =>
      `Add the label to the KubeFedCluster, or select clusters that have it: matchExpressions: [{key: ${printable(p.label)}, operator: Exists}].`,
  },
  'cluster-override-variable-unknown': {
    severity: 'error' as const,
    about: 'The value of a ClusterOverride has a property of the cluster that there is not.',
    message: (p: { text: string }): string => `There is no ${quote(p.text)} to put into the value.`,
    hint: (): string =>
      'Write $(cluster.name) or $(cluster.labels["region"]); $$(cluster.name) is the text itself.',
  },
  'cluster-override-not-lowered': {
    severity: 'error' as const,
    about:
      'What ClusterOverrides make of an object cannot be said by one list of overrides of KubeFed, in which no path occurs twice.',
    message: (p: { kind: string; name: string; cluster: string }): string =>
      `What the rules make of the ${printable(p.kind)} ${quote(p.name)} for cluster ${quote(p.cluster)} cannot be written as overrides of KubeFed, which no path may be in twice.`,
    hint: (): string =>
      'Write the rules and the overrides of the object so that each field is written once in this cluster.',
  },
  'cluster-override-value-type': {
    severity: 'error' as const,
    about: 'The value of a ClusterOverride is no integer or no boolean, as its `as` says.',
    message: (p: { as: string; clusters: readonly string[] }): string =>
      `The value is no text of ${p.as === 'integer' ? 'an integer' : 'a boolean'} in ${listSome(p.clusters.map(quote), 3)}.`,
    hint: (): string => 'Correct the value or the label, or remove "as".',
  },
}

interface MissingTarget {
  readonly type: string
  /** Absent where a selector selects none. */
  readonly name: string | undefined
  readonly nearest: string | undefined
}

interface Conflict {
  readonly path: string
  readonly other: string
  readonly kind: string
  readonly name: string
  readonly cluster: string
}

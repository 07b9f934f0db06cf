import { listSome } from '../../text/list-some.ts'
import { printable, quote, withoutCredentials } from '../../text/quote.ts'

/** What can be wrong with an object, or a template, for the API server that is to accept it. */
export const kubernetesCatalog = {
  'template-unknown-field': {
    severity: 'warning' as const,
    about:
      'A template has a field that its type lacks in the newest Kubernetes that fedrender knows, or in its CustomResourceDefinition; reported where no version of a cluster is known.',
    message: (p: { kind: string; pointer: string; nearest: string | undefined }): string =>
      `${p.kind} has no field ${printable(p.pointer)}.`,
    hint: (p: { kind: string; pointer: string; nearest: string | undefined }): string => refusedFieldHint(p),
  },
  'template-invalid-value': {
    severity: 'warning' as const,
    about:
      'A template has a value of a type that its field does not accept; reported where `template-unknown-field` is.',
    message: (p: { kind: string; pointer: string; problem: string }): string =>
      `${printable(p.pointer)} of ${p.kind} ${printable(p.problem)}.`,
    hint: (p: { kind: string; pointer: string; problem: string }): string => invalidValueHint(p),
  },
  'template-more-faults': {
    severity: 'warning' as const,
    about: 'A template has more faults against the schema of its type than are reported.',
    message: (p: { kind: string; reported: number }): string => moreFaults(p),
    hint: (): string => moreFaultsHint,
  },
  'kubernetes-unknown-field': {
    severity: 'error' as const,
    about:
      'An object has a field that the Kubernetes of its cluster, or its CustomResourceDefinition there, does not know.',
    message: (p: { by: string; kind: string; pointer: string; nearest: string | undefined }): string =>
      `${p.by}, ${p.kind} has no field ${printable(p.pointer)}.`,
    hint: (p: { by: string; kind: string; pointer: string; nearest: string | undefined }): string =>
      unknownFieldHint(p),
  },
  'kubernetes-missing-field': {
    severity: 'error' as const,
    about:
      'An object lacks a field that the Kubernetes of its cluster, or its CustomResourceDefinition there, requires.',
    message: (p: { by: string; kind: string; pointer: string }): string =>
      `${p.by}, ${p.kind} needs the field ${printable(p.pointer)}.`,
    hint: (): string => 'Add it to the template, or by overrides.',
  },
  'kubernetes-invalid-value': {
    severity: 'error' as const,
    about:
      'An object has a value that its field does not accept in the Kubernetes of its cluster, or by its CustomResourceDefinition there.',
    message: (p: { by: string; kind: string; pointer: string; problem: string }): string =>
      `${p.by}, ${printable(p.pointer)} of ${p.kind} ${printable(p.problem)}.`,
    hint: (p: { by: string; kind: string; pointer: string; problem: string }): string => invalidValueHint(p),
  },
  'kubernetes-more-faults': {
    severity: 'error' as const,
    about:
      'An object has more faults against the Kubernetes of its cluster, or its CustomResourceDefinition there, than are reported.',
    message: (p: { by: string; kind: string; reported: number }): string => `${p.by}, ${moreFaults(p)}`,
    hint: (): string => moreFaultsHint,
  },
  'kubernetes-refused': {
    severity: 'error' as const,
    about:
      "Kubernetes' own code, in the version of a cluster, refuses an object; in the words of its API server. Reported where `checks.kubernetes` is `server` or `--kubernetes-packages` names packages.",
    message: (p: ServerWords): string => `${p.servers} will refuse this ${p.kind}: ${wordsOf(p)}.`,
    hint: (): string => 'Correct the value, in the template or in the override.',
  },
  'kubernetes-update-refused': {
    severity: 'error' as const,
    about:
      "Kubernetes' own code, in the version of a cluster, refuses an object in place of what the base has there, and would take it as a new one: a field of it is immutable.",
    message: (p: ServerWords): string =>
      `${p.servers} will refuse this change of the ${p.kind}: ${wordsOf(p)}.`,
    hint: (): string => 'Keep the value of the base, or give the object another name.',
  },
  'kubernetes-warning': {
    severity: 'warning' as const,
    about:
      "Kubernetes' own code, in the version of a cluster, takes an object and warns of it, as of a field that is deprecated.",
    message: (p: ServerWords): string => `${p.servers} will warn of this ${p.kind}: ${wordsOf(p)}.`,
    hint: (): string => 'Do as its words say; until then it takes the object.',
  },
  'kubernetes-live': {
    severity: 'info' as const,
    about:
      'Only a running cluster knows whether it takes an object: a class or an account may be absent there, an address or a port out of its range.',
    message: (p: ServerWords): string =>
      `${p.servers} alone ${p.servers.startsWith('The API servers') ? 'know' : 'knows'} of this ${p.kind}: ${wordsOf(p)}.`,
  },
  'kubernetes-unjudged': {
    severity: 'warning' as const,
    about: "Kubernetes' own code does not know the kind of an object, so that the schema alone judged it.",
    message: (p: { kind: string; minors: string }): string =>
      `The code of Kubernetes ${p.minors} does not know this ${p.kind}; its schema alone judged it.`,
    hint: (): string => 'Place the CustomResourceDefinition of the kind in the clusters that get the object.',
  },
  'kubernetes-unanswered': {
    severity: 'error' as const,
    about:
      "Kubernetes' own code failed on an object, on its CustomResourceDefinition or on the policies of a cluster, or takes too long for them, so that nobody knows whether the object is taken; the schema alone judged it.",
    message: (p: { kind: string; minors: string }): string =>
      `In Kubernetes ${p.minors}, it is not known whether this ${p.kind} is taken: the code of the API server failed on it or on what it is judged by, or takes too long.`,
    hint: (): string =>
      'Make the object smaller, or the expressions of policies and CustomResourceDefinitions cheaper.',
  },
  'kubernetes-version-missing': {
    severity: 'warning' as const,
    about:
      "The API server's own checks are asked for, and the version of Kubernetes of clusters is not known.",
    message: (p: { clusters: readonly string[] }): string =>
      `No version of Kubernetes is known of ${listSome(p.clusters.map(quote), 5)}: no code of an API server is asked about what ${p.clusters.length === 1 ? 'it gets' : 'they get'}.`,
    hint: (): string =>
      'Set clusters.NAME.kubernetesVersion in fedrender.yaml, or the label fedrender.dev/kubernetes-version of the KubeFedCluster.',
  },
  'kubernetes-package-missing': {
    severity: 'warning' as const,
    about:
      "There is no package with the code of the version of Kubernetes that clusters have, although the API server's own checks are asked for.",
    message: (p: { minors: readonly number[]; clusters: readonly string[] }): string =>
      `There is no package of Kubernetes ${p.minors.map((minor) => `1.${minor}`).join(', ')}: what ${listSome(p.clusters.map(quote), 5)} ${p.clusters.length === 1 ? 'gets' : 'get'} is checked by schemas alone, which see neither names, ranges and formats nor rules between fields or in CEL.`,
    hint: (p: { minors: readonly number[]; clusters: readonly string[] }): string =>
      `Install @fedrender/kubernetes-1.${p.minors[0] ?? ''} beside fedrender, or name the directory that holds it with --kubernetes-packages.`,
  },
  'kubernetes-package-unusable': {
    severity: 'error' as const,
    about: 'A package with the code of a version of Kubernetes cannot be used.',
    message: (p: { minor: number; problem: string; clusters: readonly string[] }): string =>
      `The package of Kubernetes 1.${p.minor} ${printable(p.problem)}: what ${listSome(p.clusters.map(quote), 5)} ${p.clusters.length === 1 ? 'gets' : 'get'} is checked by schemas alone.`,
    hint: (): string => 'Install it again, in the version of fedrender.',
  },
  'kubernetes-api-not-served': {
    severity: 'error' as const,
    about:
      'An object is of an API version that its cluster does not serve: removed by then, not there yet, or not in its CustomResourceDefinition.',
    message: (p: {
      by: string
      kind: string
      apiVersion: string
      life: string
      serving: readonly string[]
    }): string => `${p.by}, ${quote(p.apiVersion)} has no ${p.kind}${p.life}.`,
    hint: (p: {
      by: string
      kind: string
      apiVersion: string
      life: string
      serving: readonly string[]
    }): string =>
      p.serving.length === 0
        ? 'No API version replaces it: remove the object, or do not place it there.'
        : `Use ${p.serving.map(quote).join(' or ')}: in the apiVersion of the template, or in the FederatedTypeConfig.`,
  },
  'resource-definition-missing': {
    severity: 'error' as const,
    about:
      'An object is placed in a cluster of a known version of Kubernetes that does not get its CustomResourceDefinition; reported instead of `resource-definition-elsewhere`.',
    message: (p: { kind: string; name: string; clusters: readonly string[] }): string =>
      `The ${p.kind} ${quote(p.name)} goes to ${p.clusters.map(quote).join(', ')}, where its CustomResourceDefinition is not placed.`,
    hint: (): string => 'Place the CustomResourceDefinition there too.',
  },
  'resource-definition-unknown': {
    severity: 'info' as const,
    about:
      'Objects of a type were not checked against a schema: no source holds its CustomResourceDefinition.',
    message: (p: { apiVersion: string; kind: string }): string =>
      `Objects of ${quote(`${p.apiVersion} ${p.kind}`)} are not checked: no source holds the CustomResourceDefinition.`,
    hint: (): string => 'Federate the CustomResourceDefinition, or put it among the sources.',
  },
  'kubernetes-version-invalid': {
    severity: 'error' as const,
    about: 'The label `fedrender.dev/kubernetes-version` of a KubeFedCluster holds no version of Kubernetes.',
    message: (p: { version: string; cluster: string }): string =>
      `The version ${quote(p.version)} of the cluster ${quote(p.cluster)} is not a version of Kubernetes.`,
    hint: (): string => 'Write a version such as "1.30", in quotes.',
  },
  'kubernetes-version-unknown': {
    severity: 'warning' as const,
    about:
      'A cluster has a version of Kubernetes that fedrender has no schemas of; its objects are checked against those of the nearest one.',
    message: (p: { minor: number; nearest: number; clusters: readonly string[] }): string =>
      `There are no schemas of Kubernetes 1.${p.minor}: ${p.clusters.map(quote).join(', ')} ${p.clusters.length === 1 ? 'is' : 'are'} checked against those of 1.${p.nearest}.`,
    hint: (p: { minor: number; nearest: number; clusters: readonly string[] }): string =>
      p.minor > p.nearest
        ? 'Update fedrender.'
        : 'Update the clusters; fedrender has no schemas of versions that old.',
  },
}

/** What an API server says, and which. */
export interface ServerWords {
  readonly servers: string
  readonly kind: string
  /** Empty for the object as a whole. */
  readonly field: string
  readonly words: string
}

/** The words of an API server, with the field that they are about. */
export function wordsOf({ field, words }: Pick<ServerWords, 'field' | 'words'>): string {
  return printable(withoutCredentials((field === '' ? words : `${field}: ${words}`).replace(/\.$/, '')))
}

function moreFaults({ kind, reported }: { kind: string; reported: number }): string {
  return `${kind} has more than ${reported} faults; the others are not reported.`
}

const moreFaultsHint = 'Fix those that are reported, and run the command again for the others.'

function refusedFieldHint(p: { pointer: string; nearest: string | undefined }): string {
  if (['/placement', '/overrides'].includes(p.pointer)) {
    return `Move it to /spec${p.pointer}, beside the template; its indentation is wrong here.`
  }
  return p.nearest === undefined
    ? 'Remove the field: API servers drop it, and kubectl apply --server-side refuses the object with it.'
    : unknownFieldHint(p)
}

function unknownFieldHint(p: { nearest: string | undefined }): string {
  return p.nearest === undefined ? 'Remove the field.' : `Did you mean ${quote(p.nearest)}?`
}

function invalidValueHint(p: { problem: string }): string {
  return /^must be of type string, not (?:integer|number|boolean)$/.test(p.problem)
    ? 'Quote the value.'
    : 'Correct the value.'
}

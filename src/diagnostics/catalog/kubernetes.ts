import { printable, quote } from '../quote.ts'

/** What can be wrong with an object, or a template, in the eyes of the API server that is to take it. */
export const kubernetesCatalog = {
  'template-unknown-field': {
    severity: 'warning' as const,
    about:
      "A template has a field that its type does not have, by the newest version of Kubernetes that fedrender knows or by the type's CustomResourceDefinition.",
    message: (p: { pointer: string; kind: string; nearest: string | undefined }): string =>
      `${printable(p.pointer)} is not a field of a ${p.kind}.`,
    hint: (p: { pointer: string; kind: string; nearest: string | undefined }): string => unknownFieldHint(p),
  },
  'template-invalid-value': {
    severity: 'warning' as const,
    about:
      'A template has a value of a type that its field does not take, judged as for `template-unknown-field`.',
    message: (p: { pointer: string; kind: string; problem: string }): string =>
      `${printable(p.pointer)} of this ${p.kind} ${printable(p.problem)}.`,
    hint: (p: { pointer: string; kind: string; problem: string }): string => invalidValueHint(p),
  },
  'kubernetes-unknown-field': {
    severity: 'error' as const,
    about:
      'An object has a field that the Kubernetes of a cluster it goes to, or its CustomResourceDefinition there, does not know.',
    message: (p: { pointer: string; kind: string; by: string; nearest: string | undefined }): string =>
      `${printable(p.pointer)} is not a field of a ${p.kind} ${p.by}.`,
    hint: (p: { pointer: string; kind: string; by: string; nearest: string | undefined }): string =>
      unknownFieldHint(p),
  },
  'kubernetes-missing-field': {
    severity: 'error' as const,
    about: 'An object lacks a field that is required there.',
    message: (p: { pointer: string; kind: string; by: string }): string =>
      `${printable(p.pointer)} is missing, which is required of a ${p.kind} ${p.by}.`,
    hint: (): string => 'Add the field to the template, or by overrides in every cluster.',
  },
  'kubernetes-invalid-value': {
    severity: 'error' as const,
    about: 'A field of an object has a value of a type that it does not take there.',
    message: (p: { pointer: string; kind: string; by: string; problem: string }): string =>
      `${printable(p.pointer)} of this ${p.kind} ${printable(p.problem)} ${p.by}.`,
    hint: (p: { pointer: string; kind: string; by: string; problem: string }): string => invalidValueHint(p),
  },
  'kubernetes-api-not-served': {
    severity: 'error' as const,
    about:
      'An object is of an API version that a cluster it goes to does not serve: removed by then, not there yet, or not in its CustomResourceDefinition.',
    message: (p: {
      apiVersion: string
      kind: string
      by: string
      life: string
      serving: readonly string[]
    }): string => `There is no ${p.kind} of ${quote(p.apiVersion)} ${p.by}${p.life}.`,
    hint: (p: {
      apiVersion: string
      kind: string
      by: string
      life: string
      serving: readonly string[]
    }): string =>
      p.serving.length === 0
        ? 'Nothing replaces it there: remove the object, or do not place it there.'
        : `Use ${p.serving.map(quote).join(' or ')}, in the apiVersion of the template or the version of the FederatedTypeConfig.`,
  },
  'resource-definition-missing': {
    severity: 'error' as const,
    about:
      'An object is placed in a cluster of a known version of Kubernetes that does not get its CustomResourceDefinition; given by `validate` in place of `resource-definition-elsewhere`.',
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
      `${quote(p.version)} of the cluster ${quote(p.cluster)} is not a version of Kubernetes.`,
    hint: (): string => 'Write it as "1.30", in quotes.',
  },
  'kubernetes-version-unknown': {
    severity: 'warning' as const,
    about:
      'A cluster has a version of Kubernetes that fedrender has no schemas of; its objects are checked by the nearest one.',
    message: (p: { minor: number; nearest: number; clusters: readonly string[] }): string =>
      `There are no schemas of Kubernetes 1.${p.minor}: ${p.clusters.map(quote).join(', ')} ${p.clusters.length === 1 ? 'is' : 'are'} checked by those of 1.${p.nearest}.`,
    hint: (p: { minor: number; nearest: number; clusters: readonly string[] }): string =>
      p.minor > p.nearest ? 'Update fedrender.' : 'Update the clusters; no API server of that age is kept.',
  },
}

function unknownFieldHint(p: { nearest: string | undefined }): string {
  return p.nearest === undefined ? 'Remove the field.' : `Did you mean ${quote(p.nearest)}?`
}

function invalidValueHint(p: { problem: string }): string {
  return /^must be of type string, not (?:integer|number|boolean)$/.test(p.problem)
    ? 'Quote the value.'
    : 'Correct the value.'
}

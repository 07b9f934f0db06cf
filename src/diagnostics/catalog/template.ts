import { quote } from '../quote.ts'

/** What can be wrong with a template, or with the object made of it. */
export const templateCatalog = {
  'template-annotations-not-supported': {
    severity: 'warning' as const,
    about: 'A template has annotations, which KubeFed drops (AnnotationsNotSupported).',
    message: (): string => 'Annotations of a template are dropped, as KubeFed drops them.',
    hint: (): string => 'Add them by overrides, or set templateAnnotations: keep in fedrender.yaml.',
  },
  'template-finalizers-not-supported': {
    severity: 'warning' as const,
    about: 'A template has finalizers, which KubeFed drops (FinalizersNotSupported).',
    message: (): string => 'Finalizers of a template are dropped, as KubeFed drops them.',
    hint: (): string => 'Add them by an override where a cluster needs them.',
  },
  'template-server-fields': {
    severity: 'warning' as const,
    about: 'A template holds status or metadata that only an API server sets.',
    message: (p: { fields: readonly string[] }): string =>
      `The template holds what only an API server sets, and it is dropped: ${p.fields.join(', ')}.`,
    hint: (): string => 'Remove these fields from the template.',
  },
  'template-labels-invalid': {
    severity: 'error' as const,
    about: 'Labels or annotations of an object are not a mapping of strings.',
    message: (p: { field: string }): string => `${p.field} must be a mapping whose values are strings.`,
    hint: (): string => 'Quote the values: an unquoted true or 1 is no string.',
  },
  'template-metadata-invalid': {
    severity: 'error' as const,
    about: "A template's metadata is not a mapping.",
    message: (): string => "The template's metadata is not a mapping.",
    hint: (): string => 'Make it a mapping, or remove it.',
  },
  'workload-selector-missing': {
    severity: 'warning' as const,
    about: 'A workload template of apps/v1 lacks the selector or pod labels that the API server demands.',
    message: (p: { kind: string; fields: readonly string[] }): string =>
      `apps/v1 refuses a ${p.kind} without ${p.fields.join(' and ')}.`,
    hint: (): string =>
      'Give spec.selector.matchLabels and the same labels in spec.template.metadata.labels.',
  },
  'output-path-collision': {
    severity: 'error' as const,
    about:
      'Two objects would be written to one path, or to paths that a case-insensitive file system cannot tell apart.',
    message: (p: { path: string; other: string }): string =>
      p.path === p.other
        ? `Two objects would be written to the file ${quote(p.path)} of each cluster.`
        : `The files ${quote(p.path)} and ${quote(p.other)} are one on a case-insensitive file system.`,
    hint: (): string => 'Rename one of the two objects.',
  },
  'retained-replicas-dropped': {
    severity: 'warning' as const,
    about: 'An object with retainReplicas was last rendered with a replica count and now has none.',
    message: (p: { kind: string; name: string; clusters: readonly string[] }): string =>
      `The ${p.kind} ${quote(p.name)} loses its rendered replica count in ${p.clusters.map(quote).join(', ')}, and server-side apply resets a count that it owned to 1.`,
    hint: (): string =>
      'Let the agent give up the field first (kubectl apply --server-side with another field manager), or set retainReplicas: render in fedrender.yaml.',
  },
}

import { keepReplicaCount } from '../keep-replica-count.ts'
import { printable, quote } from '../../text/quote.ts'

/** What no object may have that is created (Kubernetes: registry/generic/registry/store.go, Create). */
const refusedOnCreate = 'metadata.resourceVersion'

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
      `The template holds what only an API server sets, and it is dropped: ${p.fields.join(', ')}.${p.fields.includes(refusedOnCreate) ? ' With a resourceVersion KubeFed can create the object in no cluster (CreationFailed).' : ''}`,
    hint: (): string => 'Remove these fields from the template.',
  },
  'template-identity': {
    severity: 'warning' as const,
    about:
      'A template gives another kind, name, namespace or version than the object that is made of it can have.',
    message: (p: Identity): string =>
      [
        ...(p.fields.length > 0
          ? [
              `${p.fields.join(', ')} of the template ${p.fields.length === 1 ? 'is' : 'are'} not used: the federated object and its type define them.`,
            ]
          : []),
        ...(p.expected === undefined
          ? []
          : [`The apiVersion ${quote(p.apiVersion)} of the template is not that of the target type.`]),
      ].join(' '),
    hint: (p: Identity): string =>
      p.expected === undefined
        ? 'Remove them from the template.'
        : `Write ${quote(p.expected)}, or leave them out of the template.`,
  },
  'template-owner-references': {
    severity: 'warning' as const,
    about:
      'A template has ownerReferences; the garbage collector of a member deletes what an owner has that it does not know.',
    message: (): string =>
      'The ownerReferences of the template name an owner by its uid, which no member cluster has: its garbage collector deletes the object, and it is made again, for ever.',
    hint: (): string => 'Remove metadata.ownerReferences from the template.',
  },
  'template-null': {
    severity: 'warning' as const,
    about:
      'A template, or the value of an override, holds null: client-side apply drops the key, server-side apply and KubeFed make the empty value of it.',
    message: (p: { pointer: string; more: number }): string =>
      `${printable(p.pointer)} is null${p.more > 0 ? `, and ${p.more} more are` : ''}: client-side apply drops such a key, and server-side apply, as KubeFed, gives the empty value.`,
    hint: (): string =>
      'Remove the key, or write the value; validate --fix removes it from a template or a mapping.',
  },
  'template-labels-invalid': {
    severity: 'error' as const,
    about: 'Labels or annotations of an object are not a mapping of strings.',
    message: (p: { field: string }): string =>
      `${p.field} must be a mapping whose values are strings${p.field === 'metadata.labels' ? '; KubeFed drops all of them without a word' : ''}.`,
    hint: (): string => 'Quote the values: an unquoted true or 1 is not a string.',
  },
  'template-metadata-invalid': {
    severity: 'error' as const,
    about: "A template's metadata is not a mapping.",
    message: (): string => "The template's metadata is not a mapping.",
    hint: (): string => 'Make it a mapping, or remove it.',
  },
  'object-read-as-list': {
    severity: 'error' as const,
    about:
      'A template or an override gives an object a top-level field `items`, so readers of its file treat the object as a list.',
    message: (p: { kind: string; field: string }): string =>
      `The field ${quote(p.field)} makes this ${printable(p.kind)} a list for readers of its file, which apply the items instead of it.`,
    hint: (): string =>
      'Remove it, and federate each item by itself; a type of your own must hold such a field below its spec, because kubectl, Argo CD and Flux treat any object with a top-level "items" as a list.',
  },
  'object-read-as-other': {
    severity: 'error' as const,
    about:
      'A field or an annotation makes readers of the rendered file find an object of another kind or name, or none.',
    message: (p: ReadAsOther): string =>
      p.takenFor === undefined
        ? `kustomize obeys the annotation ${quote(p.field)} and leaves this ${printable(p.kind)} out or renames it, and Flux with it.`
        : `Readers that ignore the case of keys read the field ${quote(p.field)} of this ${printable(p.kind)} as its ${p.takenFor}.`,
    hint: (p: ReadAsOther): string =>
      p.takenFor === undefined
        ? 'Remove the annotation; the placement decides which clusters get the object.'
        : 'Remove the field; the federated object and its FederatedTypeConfig define what the object is.',
  },
  'object-of-other-group': {
    severity: 'error' as const,
    about:
      "The apiVersion of a template or an override is not of its FederatedTypeConfig's group, and so makes an object of another type.",
    message: (p: OtherGroup): string =>
      `The apiVersion ${quote(p.apiVersion)} is not of the group of the FederatedTypeConfig ${quote(p.type)}.`,
    hint: (p: OtherGroup): string =>
      `Write ${quote(p.group === '' ? p.version : `${p.group}/${p.version}`)}, or leave it out; another type needs a FederatedTypeConfig of its own.`,
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
      'Two objects would be written to one path, or to paths that a case-insensitive file system cannot distinguish.',
    message: (p: { path: string; other: string }): string =>
      p.path === p.other
        ? `Two objects would be written to the file ${quote(p.path)} of each cluster.`
        : `The files ${quote(p.path)} and ${quote(p.other)} are the same file on a case-insensitive file system.`,
    hint: (): string => 'Rename one of the two objects.',
  },
  'retained-replicas-unset': {
    severity: 'info' as const,
    about:
      'An object with retainReplicas is rendered for the first time, without the replica count with which KubeFed creates it.',
    message: (p: { kind: string; name: string; replicas: number; clusters: readonly string[] }): string =>
      `The ${p.kind} ${quote(p.name)} is rendered for the first time in ${p.clusters.map(quote).join(', ')}: where it does not run yet it begins with 1 replica, in KubeFed with the ${p.replicas} of its template.`,
    hint: (): string =>
      'Scale it once it is there, or render a count by an override of /spec/replicas; docs/how-to/deliver-with-flux.md says how to leave it to the cluster later.',
  },
  'retained-replicas-dropped': {
    severity: 'warning' as const,
    about: 'An object with retainReplicas was last rendered with a replica count and now has none.',
    message: (p: { kind: string; name: string; clusters: readonly string[] }): string =>
      `The ${p.kind} ${quote(p.name)} loses its rendered replica count in ${p.clusters.map(quote).join(', ')}, and server-side apply resets a count that it owned to 1.`,
    hint: (): string => keepReplicaCount,
  },
}

interface Identity {
  readonly fields: readonly string[]
  readonly apiVersion: string
  /** The apiVersion of the target type, where that of the template is another. */
  readonly expected: string | undefined
}

interface ReadAsOther {
  readonly kind: string
  /** The key of the field or the annotation. */
  readonly field: string
  /** The field that it is taken for; undefined for an annotation. */
  readonly takenFor: string | undefined
}

interface OtherGroup {
  readonly apiVersion: string
  /** The name of the FederatedTypeConfig, with the group and version of its target type. */
  readonly type: string
  readonly group: string
  readonly version: string
}

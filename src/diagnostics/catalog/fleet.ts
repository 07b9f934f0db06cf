import { printable, quote } from '../../text/quote.ts'

/** What can be wrong with KubeFed's objects, each by itself or one beside another. */
export const fleetCatalog = {
  'schema-violation': {
    severity: 'error' as const,
    about: 'A field of a KubeFed object is missing or has a wrong value.',
    message: (p: { kind: string; pointer: string; problem: string }): string =>
      `This ${p.kind} is not valid: ${p.pointer === '' ? 'it' : printable(p.pointer)} ${p.problem}.`,
    hint: (p: { kind: string; pointer: string; problem: string }): string =>
      violationHint(p.pointer, p.problem),
  },
  'fleet-too-large': {
    severity: 'error' as const,
    about: 'More pairs of a federated object and a cluster are declared than one run plans.',
    message: (p: { objects: number; clusters: number; limit: number }): string =>
      `${p.objects} federated objects and ${p.clusters} clusters are more than ${p.limit} pairs, the most that one run plans.`,
    hint: (): string => 'Split the repository by its clusters or by its objects.',
  },
  'unknown-field': {
    severity: 'warning' as const,
    about: 'A KubeFed object has a field that KubeFed does not know; its API server would drop it.',
    message: (p: UnknownField): string =>
      `${printable(p.pointer)} is not a field of a ${p.kind} and has no effect.`,
    hint: (p: UnknownField): string => {
      if (p.meant !== undefined) return `Move it to ${printable(p.meant)}; its indentation is wrong here.`
      if (p.advice !== undefined) return p.advice
      return p.nearest === undefined ? 'Remove the field.' : `Did you mean ${quote(p.nearest)}?`
    },
  },
  'invalid-name': {
    severity: 'error' as const,
    about: 'Kubernetes would refuse a name.',
    message: (p: { what: string; name: string }): string =>
      `${quote(p.name)} cannot be the name of a ${p.what}.`,
    hint: (): string =>
      'Use lower-case letters, digits, "-" and (except for namespaces) ".", as DNS-1123 allows.',
  },
  'namespace-missing': {
    severity: 'error' as const,
    about: 'A namespaced federated object names no namespace.',
    message: (p: { kind: string; name: string }): string =>
      `The ${p.kind} ${quote(p.name)} has no metadata.namespace.`,
    hint: (): string => 'Add metadata.namespace, or set defaultNamespace in fedrender.yaml.',
  },
  'namespace-unexpected': {
    severity: 'warning' as const,
    about: 'A cluster-scoped federated object names a namespace.',
    message: (p: { kind: string; name: string }): string =>
      `The ${p.kind} ${quote(p.name)} is cluster-scoped, so its metadata.namespace has no effect.`,
    hint: (): string => 'Remove metadata.namespace.',
  },
  'system-namespace-other': {
    severity: 'warning' as const,
    about: 'An object of the control plane is outside the system namespace; KubeFed would not see it.',
    message: (p: { kind: string; namespace: string; system: string }): string =>
      `KubeFed reads a ${p.kind} only in its system namespace ${quote(p.system)}, and this one is in ${quote(p.namespace)}.`,
    hint: (): string => 'Move it to that namespace, or set systemNamespace in fedrender.yaml.',
  },
  'duplicate-cluster': {
    severity: 'error' as const,
    about: 'Two KubeFedClusters have one name.',
    message: (p: { name: string }): string => `The KubeFedCluster ${quote(p.name)} is declared twice.`,
    hint: (): string => 'Remove one of the two, or rename it.',
  },
  'duplicate-object': {
    severity: 'error' as const,
    about: 'One federated object is declared twice.',
    message: (p: { kind: string; name: string; overlay?: string | undefined }): string =>
      `The ${p.kind} ${quote(p.name)} is declared twice.`,
    hint: (p: { kind: string; name: string; overlay?: string | undefined }): string =>
      p.overlay === undefined
        ? 'Remove one of the two; which one counts would depend on the order of files.'
        : `If one is a patch of kustomize, leave its directories out of "sources", and add what it builds: \`kustomize build ${printable(p.overlay)} | fedrender render --also -\`.`,
  },
  'duplicate-kubefed-config': {
    severity: 'error' as const,
    about: 'Two KubeFedConfigs are declared.',
    message: (): string => 'A control plane has one KubeFedConfig, and this repository declares two.',
    hint: (): string => 'Remove one of the two.',
  },
  'kubefed-config-name': {
    severity: 'warning' as const,
    about: 'A KubeFedConfig is not called `kubefed`, so KubeFed would not read it.',
    message: (p: { name: string }): string =>
      `KubeFed reads only the KubeFedConfig "kubefed", so ${quote(p.name)} has no effect.`,
    hint: (): string => 'Set metadata.name to kubefed.',
  },
  'adopt-resources': {
    severity: 'info' as const,
    about: '`syncController.adoptResources: Disabled` has no effect on files, but in `status`.',
    message: (): string => 'adoptResources: Disabled has no effect: rendered files are applied as they are.',
  },
  'push-reconciler-disabled': {
    severity: 'warning' as const,
    about: 'The feature gate PushReconciler is disabled: everything rendered earlier is held.',
    message: (): string =>
      'The feature gate PushReconciler is Disabled, so nothing is rendered and every file is held.',
    hint: (): string => 'Set it to Enabled to render again.',
  },
  'cluster-spec-invalid': {
    severity: 'warning' as const,
    about:
      'A KubeFedCluster has a connection setting that KubeFed would refuse; it cannot change the output.',
    message: (p: { pointer: string; problem: string }): string =>
      `KubeFed would refuse this KubeFedCluster: ${p.pointer === '' ? 'it' : printable(p.pointer)} ${p.problem}.`,
    hint: (): string => 'Correct the field; it has no effect on the rendered files.',
  },
  'refused-setting': {
    severity: 'warning' as const,
    about:
      'KubeFed would refuse an object for something that nothing here reads: timings of a KubeFedConfig, status.',
    message: (p: { kind: string; pointer: string; problem: string }): string =>
      `KubeFed would refuse this ${p.kind}: ${p.pointer === '' ? 'it' : printable(p.pointer)} ${p.problem}.`,
    hint: (): string => 'Correct the field, or remove it; it has no effect on the rendered files.',
  },
  'object-being-deleted': {
    severity: 'warning' as const,
    about:
      'An object has a deletionTimestamp: it was being deleted in the control plane that it was dumped from.',
    message: (p: { kind: string; name: string }): string =>
      `The ${p.kind} ${quote(p.name)} is being deleted in the control plane that it was dumped from, and is rendered all the same.`,
    hint: (): string =>
      'Remove it from the sources; to keep it, remove deletionTimestamp, deletionGracePeriodSeconds and finalizers.',
  },
  'federated-namespace-name': {
    severity: 'error' as const,
    about: 'A FederatedNamespace is not named like its namespace, so it propagates nothing.',
    message: (p: { name: string; namespace: string }): string =>
      `The FederatedNamespace ${quote(p.name)} must have the name of its namespace, ${quote(p.namespace)}.`,
    hint: (p: { name: string; namespace: string }): string =>
      `Set metadata.name to ${quote(p.namespace)}, or metadata.namespace to ${quote(p.name)}.`,
  },
  'sops-encrypted': {
    severity: 'error' as const,
    about:
      'A federated object is encrypted with SOPS; its values are bound to their key paths and cannot be moved.',
    message: (p: { kind: string }): string =>
      `This ${p.kind} is encrypted with SOPS, and its ciphertext cannot be moved out of spec.template.`,
    hint: (): string =>
      'Decrypt it before rendering, or federate an ExternalSecret or a SealedSecret, whose ciphertext is bound to no path.',
  },
  'plain-text-secret': {
    severity: 'warning' as const,
    about: 'A FederatedSecret holds its values as plain text in the repository.',
    message: (p: { name: string }): string =>
      `The FederatedSecret ${quote(p.name)} is in the repository as plain text, and so will be every Secret rendered from it.`,
    hint: (): string => 'Federate an ExternalSecret or a SealedSecret instead.',
  },
  'external-dns-flag': {
    severity: 'info' as const,
    about: 'An ExternalDNS Deployment passes a flag that ExternalDNS ignores since 0.21.',
    message: (p: { flag: string }): string => `ExternalDNS ignores ${p.flag} since version 0.21.`,
    hint: (): string => 'Remove the flag; ExternalDNS reads the DNSEndpoints of externaldns.k8s.io/v1alpha1.',
  },
  'no-kubefed-objects': {
    severity: 'warning' as const,
    about:
      'A directory is rendered that holds no object of KubeFed, no configuration and no output; nothing is written.',
    message: (p: { directory: string }): string => `There is no object of KubeFed in ${quote(p.directory)}.`,
    hint: (): string =>
      'Name the repository with --dir, or begin one: "fedrender init" writes the KubeFedConfig and the configuration.',
  },
  'no-clusters': {
    severity: 'warning' as const,
    about: 'The repository has federated objects and no KubeFedCluster.',
    message: (): string => 'No KubeFedCluster is declared, so nothing can be placed.',
    hint: (): string => 'Add one KubeFedCluster file for each member cluster.',
  },
}

interface UnknownField {
  readonly kind: string
  readonly pointer: string
  readonly nearest: string | undefined
  /** The pointer of the field that has this name. */
  readonly meant?: string | undefined
  /** What to do where the reason for the field is known. */
  readonly advice?: string
}

/** How a field is written, for the two that are most often written otherwise. */
function violationHint(pointer: string, problem: string): string {
  if (/\/placement\/clusters\/\d+$/.test(pointer) && problem.startsWith('must be of type object')) {
    return 'Write each cluster as "- name: NAME".'
  }
  if (pointer.endsWith('/clusterOverrides') && problem.startsWith('must be of type array')) {
    return 'Write a list: begin each override with "- path: POINTER".'
  }
  return "Correct the field as KubeFed's API describes it."
}

import { printable, quote } from '../../text/quote.ts'

/** What can be wrong with KubeFed's objects, each by itself or one beside another. */
export const fleetCatalog = {
  'schema-violation': {
    severity: 'error' as const,
    about: 'A field of a KubeFed object is missing or has a wrong value.',
    message: (p: { kind: string; pointer: string; problem: string }): string =>
      `This ${p.kind} is not valid: ${p.pointer === '' ? 'it' : printable(p.pointer)} ${p.problem}.`,
    hint: (): string => "Correct the field as KubeFed's API describes it.",
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
    message: (p: { kind: string; pointer: string; nearest: string | undefined }): string =>
      `${printable(p.pointer)} is not a field of a ${p.kind} and has no effect.`,
    hint: (p: { kind: string; pointer: string; nearest: string | undefined }): string =>
      p.nearest === undefined ? 'Remove the field.' : `Did you mean ${quote(p.nearest)}?`,
  },
  'early-group-spelling': {
    severity: 'warning' as const,
    about: 'An API group is spelled as before KubeFed v0.1.0; it is read as its current spelling.',
    message: (p: { group: string; current: string }): string =>
      `The group ${quote(p.group)} is an early spelling of ${quote(p.current)}.`,
    hint: (p: { group: string; current: string }): string => `Write ${quote(p.current)}.`,
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
  'type-config-name': {
    severity: 'error' as const,
    about: 'A FederatedTypeConfig is not named after its target type.',
    message: (p: { name: string; expected: string }): string =>
      `The FederatedTypeConfig ${quote(p.name)} must be called ${quote(p.expected)}, after its target type.`,
    hint: (p: { name: string; expected: string }): string => `Set metadata.name to ${quote(p.expected)}.`,
  },
  'type-config-group': {
    severity: 'error' as const,
    about: "A FederatedTypeConfig's federated group holds no dot.",
    message: (p: { group: string }): string =>
      `The group ${quote(p.group)} of a federated type must be a domain name with a dot.`,
    hint: (): string => 'Use types.kubefed.io, or a domain of your own.',
  },
  'type-config-target': {
    severity: 'error' as const,
    about:
      'The target type of a FederatedTypeConfig is a list, which readers of the rendered files split, or a file of kustomize, which they obey.',
    message: (p: { target: string }): string =>
      `No API server has objects of the target type ${quote(p.target)}; readers of files treat them as lists or as kustomize's own.`,
    hint: (): string => 'Name the type of the single objects as the target type.',
  },
  'type-config-scope': {
    severity: 'error' as const,
    about:
      'A FederatedTypeConfig has a cluster-scoped federated type for a target type that lives in namespaces.',
    message: (p: { target: string }): string =>
      `Objects of the target type ${quote(p.target)} are in a namespace, but those of its federated type are in none, so they can pass none on.`,
    hint: (): string => 'Set the scope of the federated type to Namespaced.',
  },
  'duplicate-type-config': {
    severity: 'error' as const,
    about: 'Two FederatedTypeConfigs have one name, claim one federated type, or claim one target type.',
    message: (p: { what: string; value: string }): string =>
      `Two FederatedTypeConfigs claim the ${p.what} ${quote(p.value)}.`,
    hint: (): string => 'Remove one of the two.',
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
    message: (p: { kind: string; name: string }): string =>
      `The ${p.kind} ${quote(p.name)} is declared twice.`,
    hint: (): string => 'Remove one of the two; which one counts would depend on the order of files.',
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
    about: '`syncController.adoptResources: Disabled` has no effect on files.',
    message: (): string => 'adoptResources: Disabled has no effect: rendered files are applied as they are.',
  },
  'push-reconciler-disabled': {
    severity: 'warning' as const,
    about: 'The feature gate PushReconciler is disabled: everything rendered earlier is held.',
    message: (): string =>
      'The feature gate PushReconciler is Disabled, so nothing is rendered and every file is held.',
    hint: (): string => 'Set it to Enabled to render again.',
  },
  'missing-type-config': {
    severity: 'error' as const,
    about: 'No FederatedTypeConfig claims the kind of a federated object.',
    message: (p: MissingType): string =>
      `No FederatedTypeConfig claims the federated type ${quote(p.groupKind)}.`,
    hint: (p: MissingType): string =>
      p.nearest === undefined
        ? `Run \`fedrender enable ${printable(p.target)}${groupOption(p)}\`, which writes it.`
        : `Did you mean ${quote(p.nearest)}?`,
  },
  'kind-not-rendered': {
    severity: 'warning' as const,
    about: 'A KubeFed object of a kind that this version does not render yet.',
    message: (p: { kind: string }): string =>
      `A ${p.kind} is not rendered by this version and has no effect.`,
    hint: (): string => 'Use a version of fedrender that renders it, or remove the object.',
  },
  'cluster-spec-invalid': {
    severity: 'warning' as const,
    about:
      'A KubeFedCluster has a connection setting that KubeFed would refuse; it cannot change the output.',
    message: (p: { pointer: string; problem: string }): string =>
      `KubeFed would refuse this KubeFedCluster: ${p.pointer === '' ? 'it' : printable(p.pointer)} ${p.problem}.`,
    hint: (): string => 'Correct the field; it has no effect on the rendered files.',
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
  'no-clusters': {
    severity: 'warning' as const,
    about: 'The repository has federated objects and no KubeFedCluster.',
    message: (): string => 'No KubeFedCluster is declared, so nothing can be placed.',
    hint: (): string => 'Add one KubeFedCluster file for each member cluster.',
  },
}

function groupOption({ group }: MissingType): string {
  return group === undefined ? '' : ` --federated-group ${printable(group)}`
}

interface MissingType {
  readonly groupKind: string
  /** The group of the federated type, where it is not KubeFed's own. */
  readonly group: string | undefined
  /** The plural name of the target type. */
  readonly target: string
  readonly nearest: string | undefined
}

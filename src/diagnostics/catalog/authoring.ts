import { printable, quote } from '../../text/quote.ts'

/** What can go wrong where a command writes the files of the user. */
export const authoringCatalog = {
  'edit-refused': {
    severity: 'error' as const,
    about: 'A file cannot be edited in place without changing more than the edit is about.',
    message: (p: { edit: string; problem: string }): string =>
      `This cannot be edited in place: ${p.problem}.`,
    hint: (p: { edit: string; problem: string }): string => `Edit the file by hand: ${p.edit}.`,
  },
  'object-differs': {
    severity: 'error' as const,
    about: 'A command would write an object that the repository has already, with another value.',
    message: (p: { kind: string; name: string; pointer: string }): string =>
      `The ${p.kind} ${quote(p.name)} exists already, and its ${printable(p.pointer)} has another value.`,
    hint: (): string => 'Give --force to change it in place.',
  },
  'file-differs': {
    severity: 'error' as const,
    about: 'A command would write a file that exists already with other content.',
    message: (p: { path: string }): string => `The file ${quote(p.path)} exists already, with other content.`,
    hint: (): string => 'Give --force to replace it.',
  },
  'file-write-failed': {
    severity: 'error' as const,
    about: 'A file of the repository cannot be written or removed.',
    message: (p: { path: string; problem: string }): string =>
      `The file ${quote(p.path)} cannot be written: ${p.problem}.`,
    hint: (): string =>
      'Fix the cause and run the command again; it writes only the files that are not written yet.',
  },
  'file-not-a-source': {
    severity: 'warning' as const,
    about: 'A command writes a file that "sources" in the configuration leaves out.',
    message: (p: { path: string }): string =>
      `The file ${quote(p.path)} is not one of the sources, so it has no effect.`,
    hint: (): string => 'Add it to "sources" in fedrender.yaml, or give --to for another place.',
  },
  'lowered-among-sources': {
    severity: 'error' as const,
    about: 'The directory of `fedrender lower` is read as sources, or is that of the output.',
    message: (p: { path: string }): string =>
      `The file ${quote(p.path)} would be one of the sources itself, or be in the output directory.`,
    hint: (): string =>
      'Give --to for a directory outside the repository, or --in-place to change the sources.',
  },
  'type-unknown': {
    severity: 'error' as const,
    about: "A command names a type that is neither one of Kubernetes' own nor defined in the repository.",
    message: (p: { name: string; nearest: string | undefined }): string =>
      `No type is called ${quote(p.name)}.`,
    hint: (p: { name: string; nearest: string | undefined }): string =>
      `${p.nearest === undefined ? 'Add' : `Did you mean ${quote(p.nearest)}? If not, add`} its CustomResourceDefinition to the repository, or name the type: \`fedrender enable PLURAL --api-version GROUP/VERSION --kind KIND\`.`,
  },
  'type-ambiguous': {
    severity: 'error' as const,
    about: 'A command names a type by a name that several types have.',
    message: (p: { name: string; candidates: readonly string[] }): string =>
      `${quote(p.name)} is the name of several types: ${p.candidates.map(printable).join(', ')}.`,
    hint: (): string => 'Name one of these types.',
  },
  'type-version-unknown': {
    severity: 'error' as const,
    about: 'A command names a version that no API server is known to have the type in.',
    message: (p: UnknownVersion): string =>
      `No ${printable(p.kind)} of version ${quote(p.version)} is known, only of ${p.known.map(quote).join(', ')}.`,
    hint: (p: UnknownVersion): string =>
      `Where an API server has it, name the type whole: \`fedrender enable ${printable(p.pluralName)} --api-version ${printable(p.apiVersion)} --kind ${printable(p.kind)}\`.`,
  },
  'enable-directive-invalid': {
    severity: 'error' as const,
    about: 'The file of `fedrender enable -f` holds no EnableTypeDirective that names a type.',
    message: (p: { problem: string }): string => `This is no EnableTypeDirective: ${p.problem}.`,
    hint: (): string =>
      'Write an object of the kind EnableTypeDirective whose metadata.name is the name of the type, as deployments.apps.',
  },
  'file-without-object': {
    severity: 'error' as const,
    about: 'A file that a command names holds no Kubernetes object, or is a template.',
    message: (p: { isTemplate: boolean }): string =>
      p.isTemplate
        ? 'The file is a template ("{{ }}" or "{% %}"), so none of its objects is read.'
        : 'The file holds no Kubernetes object with apiVersion and kind.',
    hint: (p: { isTemplate: boolean }): string =>
      p.isTemplate
        ? 'Render it first, and give fedrender the result: `helm template … | fedrender federate -f -`.'
        : 'Name another file.',
  },
  'object-version-other': {
    severity: 'warning' as const,
    about: 'An object that is federated has another version than its type; the template keeps the version.',
    message: (p: { apiVersion: string; expected: string }): string =>
      `The object is of ${quote(p.apiVersion)}, and its type of ${quote(p.expected)}; the template keeps the apiVersion of the object.`,
    hint: (p: { apiVersion: string; expected: string }): string =>
      `Convert the object to ${quote(p.expected)}, or enable the type at the version that the clusters serve.`,
  },
  'object-annotations-lost': {
    severity: 'warning' as const,
    about: 'Annotations of an object that is federated are lost: a template has none.',
    message: (p: { names: readonly string[] }): string =>
      `Annotations are not federated, as by KubeFed, and lost: ${p.names.map(printable).join(', ')}.`,
    hint: (): string =>
      'Set templateAnnotations: keep in fedrender.yaml, or add them by overrides of each cluster.',
  },
  'type-not-enabled': {
    severity: 'error' as const,
    about: 'A command concerns a type that no FederatedTypeConfig enables.',
    message: (p: NotEnabled): string => `No FederatedTypeConfig enables the type ${quote(p.name)}.`,
    hint: (p: NotEnabled): string => {
      if (p.replacedBy !== undefined)
        return `Write the object as ${quote(p.replacedBy)}, which took its place.`
      if (p.isEnabling && p.unknown === undefined) return 'Give --enable-type to enable it.'
      return p.unknown === undefined
        ? `Run \`fedrender enable ${printable(p.name)}\`.`
        : `Run \`fedrender enable PLURAL --api-version ${printable(p.unknown.apiVersion)} --kind ${printable(p.unknown.kind)}\`; no source has its CustomResourceDefinition.`
    },
  },
  'type-left-out': {
    severity: 'warning' as const,
    about:
      'An object of a namespace is not federated with it, because no FederatedTypeConfig enables its type.',
    message: (p: { name: string }): string =>
      `This object is left out: no FederatedTypeConfig enables the type ${quote(p.name)}.`,
    hint: (): string => 'Give --enable-type to enable it.',
  },
  'type-builtin': {
    severity: 'error' as const,
    about: 'A command would remove a FederatedTypeConfig that is in no file, because it is built in.',
    message: (p: { name: string }): string =>
      `The FederatedTypeConfig ${quote(p.name)} is built in, so no file holds it.`,
    hint: (): string => 'Leave it out of "builtinTypes" in fedrender.yaml.',
  },
  'federated-type-taken': {
    severity: 'error' as const,
    about: 'Two target types would have one federated type.',
    message: (p: { federatedType: string; name: string; owner: string; group: string }): string =>
      `The federated type ${quote(p.federatedType)} belongs to ${printable(p.owner)} already.`,
    hint: (p: { federatedType: string; name: string; owner: string; group: string }): string =>
      `Run \`fedrender enable ${printable(p.name)} --federated-group ${printable(p.group)}\`.`,
  },
  'object-not-found': {
    severity: 'error' as const,
    about: 'A command names an object that the repository does not have.',
    message: (p: { kind: string; name: string; nearest: string | undefined }): string =>
      `The repository has no ${printable(p.kind)} ${quote(p.name)}.`,
    hint: (p: { kind: string; name: string; nearest: string | undefined }): string | undefined =>
      p.nearest === undefined ? undefined : `Did you mean ${quote(p.nearest)}?`,
  },
  'object-ambiguous': {
    severity: 'error' as const,
    about: 'A command names an object, and the repository has several objects of that name.',
    message: (p: { kind: string; name: string; candidates: readonly string[] }): string =>
      `Several objects of the kind ${printable(p.kind)} are called ${quote(p.name)}: ${p.candidates.map(printable).join(', ')}.`,
    hint: (): string => 'Give the namespace with --namespace.',
  },
  'object-left-out': {
    severity: 'info' as const,
    about: 'An object of a namespace is not federated with the rest of it.',
    message: (p: { kind: string; name: string; reason: string }): string =>
      `The ${printable(p.kind)} ${quote(p.name)} is left out: ${p.reason}.`,
  },
  'object-incomplete': {
    severity: 'error' as const,
    about: 'The object that a command is to federate is not a plain object with a name.',
    message: (p: { problem: string }): string => `This cannot be federated: ${p.problem}.`,
    hint: (): string => 'Name a plain object with apiVersion, kind and metadata.name.',
  },
  'placement-invalid': {
    severity: 'error' as const,
    about: 'The value of --placement is neither names of clusters nor a label selector.',
    message: (p: { text: string; problem: string }): string =>
      `${quote(p.text)} is not a placement: ${p.problem}.`,
    hint: (): string =>
      'Write cluster names such as us-east,eu-west, or a label selector such as region=eu,tier in (gold,silver).',
  },
  'kubeconfig-unreadable': {
    severity: 'error' as const,
    about: 'A kubeconfig cannot be read.',
    message: (p: { path: string; problem: string }): string =>
      `The kubeconfig ${quote(p.path)} cannot be read: ${p.problem}.`,
    hint: (): string => 'Name another one with --kubeconfig, or in $KUBECONFIG.',
  },
  'kubeconfig-invalid': {
    severity: 'error' as const,
    about: 'kubectl would refuse a kubeconfig.',
    message: (p: InvalidKubeconfig): string =>
      `The kubeconfig ${quote(p.path)} cannot be read: ${p.problem}${p.line === undefined ? '' : ` at line ${p.line}`}.`,
    hint: (p: InvalidKubeconfig): string =>
      p.prompt === undefined
        ? 'Fix the file; none of it is shown here, because it may hold credentials.'
        : `Remove line ${p.prompt}, which is a shell command.`,
  },
  'kubeconfig-context-unknown': {
    severity: 'error' as const,
    about: '`--cluster-context` names a context that no kubeconfig has.',
    message: (p: UnknownContext): string => `No kubeconfig has a context ${quote(p.context)}.`,
    hint: (p: UnknownContext): string =>
      p.nearest === undefined
        ? `Name a context with --cluster-context; the kubeconfigs have ${p.known.map(printable).join(', ') || 'none'}.`
        : `Did you mean ${quote(p.nearest)}? Give it with --cluster-context.`,
  },
  'kubeconfig-cluster-unknown': {
    severity: 'error' as const,
    about: 'A context of a kubeconfig names a cluster that the kubeconfig does not have.',
    message: (p: { context: string; cluster: string }): string =>
      `The context ${quote(p.context)} names the cluster ${quote(p.cluster)}, which no kubeconfig has.`,
    hint: (): string => 'Add the file that has the cluster to $KUBECONFIG.',
  },
  'ca-bundle-omitted': {
    severity: 'warning' as const,
    about: 'A KubeFedCluster is written without caBundle, because the kubeconfig does not show it.',
    message: (p: { problem: string }): string => `caBundle is left out: ${p.problem}.`,
    hint: (): string =>
      'fedrender does not need it; for KubeFed, take the output of `kubectl config view --raw`.',
  },
  'values-invalid': {
    severity: 'error' as const,
    about: 'The file of --from-values does not hold the values of a chart.',
    message: (p: { path: string; problem: string }): string =>
      `${quote(p.path)} does not hold the values of a chart: ${p.problem}.`,
    hint: (): string => 'Name the file that was given to helm with --values.',
  },
}

interface InvalidKubeconfig {
  readonly path: string
  readonly problem: string
  /** The number of the line that is wrong, from 1. */
  readonly line?: number
  /** The number of a line with a prompt and `kubectl`, which a shell's output was copied with. */
  readonly prompt?: number
}

interface UnknownContext {
  readonly context: string
  readonly nearest: string | undefined
  readonly known: readonly string[]
}

interface NotEnabled {
  readonly name: string
  /** The apiVersion by which Kubernetes has the kind now, where it has left the group of the object. */
  readonly replacedBy?: string | undefined
  /** What the object says of a type that neither Kubernetes nor the sources have. */
  readonly unknown?: { readonly apiVersion: string; readonly kind: string } | undefined
  /** Whether the command has --enable-type. */
  readonly isEnabling?: boolean
}

interface UnknownVersion {
  readonly kind: string
  readonly pluralName: string
  readonly apiVersion: string
  readonly version: string
  /** The versions that are known. */
  readonly known: readonly string[]
}

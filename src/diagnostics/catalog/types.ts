import { printable, quote } from '../../text/quote.ts'

/** What can be wrong with the types of KubeFed's objects: their groups, versions and kinds, and their FederatedTypeConfigs. */
export const typesCatalog = {
  'early-group-spelling': {
    severity: 'warning' as const,
    about: 'An API group is spelled as before KubeFed v0.1.0; it is read as its current spelling.',
    message: (p: { group: string; current: string; fixed: string }): string =>
      `The group ${quote(p.group)} is an early spelling of ${quote(p.current)}.`,
    hint: (p: { fixed: string }): string => `Write ${quote(p.fixed)}.`,
  },
  'unserved-version': {
    severity: 'error' as const,
    about:
      "An apiVersion has another version than KubeFed's API or the FederatedTypeConfig; the API server would refuse the object.",
    message: (p: { kind: string; written: string; served: string }): string =>
      `KubeFed has no ${printable(p.kind)} of ${quote(p.written)}, only of ${quote(p.served)}.`,
    hint: (p: { served: string }): string => `Write ${quote(p.served)}.`,
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
  'missing-type-config': {
    severity: 'error' as const,
    about: 'No FederatedTypeConfig claims the kind of a federated object.',
    message: (p: MissingType): string =>
      p.refused === undefined
        ? `No FederatedTypeConfig claims the federated type ${quote(p.groupKind)}.`
        : `The FederatedTypeConfig ${quote(p.refused)}, which claims ${quote(p.groupKind)}, is in error.`,
    hint: (p: MissingType): string => {
      if (p.refused !== undefined) return 'Correct the FederatedTypeConfig; this object is read then.'
      return p.nearest === undefined
        ? `Run \`fedrender enable ${printable(p.target)}${groupOption(p)}\`, which writes it.${unknownType(p)}`
        : `Did you mean ${quote(p.nearest)}?`
    },
  },
  'kind-not-rendered': {
    severity: 'warning' as const,
    about: 'An object of KubeFed or fedrender is of a kind that this version does not know.',
    message: (p: { kind: string }): string =>
      `A ${p.kind} is not rendered by this version and has no effect.`,
    hint: (): string => 'Use a version of fedrender that renders it, or remove the object.',
  },
  'kind-in-other-group': {
    severity: 'error' as const,
    about: 'A KubeFed object is of a group that does not have its kind; no API server would take it.',
    message: (p: MisplacedKind): string => `KubeFed has no ${p.kind} of ${quote(p.apiVersion)}.`,
    hint: (p: MisplacedKind): string =>
      p.home.kind === p.kind
        ? `Write ${quote(p.home.apiVersion)}.`
        : `Write it as a ${p.home.kind} of ${quote(p.home.apiVersion)}, which took its place.`,
  },
  'early-federated-part': {
    severity: 'error' as const,
    about:
      'A placement or overrides are an object of their own, as before federation v2 v0.0.7; nothing is rendered from it.',
    message: (p: EarlyPart): string =>
      `A ${p.kind} has no effect since federation v2 v0.0.7: ${p.field === 'placement' ? 'the placement is' : 'overrides are'} in the federated object itself.`,
    hint: (p: EarlyPart): string =>
      p.field === 'placement'
        ? `Write spec.placement.clusters: [{name: …}] in the ${printable(p.federated)} ${quote(p.name)} of types.kubefed.io/v1beta1, and remove this object; where that exists, \`fedrender validate --fix\` does both.`
        : `Move them to spec.overrides of the ${printable(p.federated)} ${quote(p.name)} of types.kubefed.io/v1beta1, and remove this object; where that exists, \`fedrender validate --fix\` does both.`,
  },
  'early-feature-gate': {
    severity: 'info' as const,
    about: 'A feature gate switches the multi-cluster DNS of KubeFed v0.3.1, and later versions refuse it.',
    message: (p: { gate: string }): string =>
      `The feature gate ${p.gate} counts here, and KubeFed has had none of this name since its multi-cluster DNS is gone.`,
  },
  'status-collection': {
    severity: 'info' as const,
    about: 'A setting collects the status of member clusters, which rendering does not.',
    message: (p: { setting: string }): string =>
      `${p.setting} has no effect here: the status of member clusters is read from observed state.`,
  },
}

/** The command for a type that no source defines, as those of aggregated APIs. */
function unknownType({ groupKind, apiVersion }: MissingType): string {
  if (apiVersion === undefined) return ''
  const kind = groupKind.split('.')[0]?.replace(/^Federated/, '') ?? ''
  return ` Where only an API server knows the type: \`fedrender enable PLURAL --api-version ${printable(apiVersion)} --kind ${printable(kind)}\`.`
}

function groupOption({ group }: MissingType): string {
  return group === undefined ? '' : ` --federated-group ${printable(group)}`
}

interface MisplacedKind {
  readonly kind: string
  readonly apiVersion: string
  /** Where KubeFed has the kind, or the one that took its place. */
  readonly home: { readonly apiVersion: string; readonly kind: string }
}

interface EarlyPart {
  readonly kind: string
  /** The kind and the name of the federated object that it belongs to. */
  readonly federated: string
  readonly name: string
  readonly field: 'placement' | 'overrides'
}

interface MissingType {
  readonly groupKind: string
  /** The group of the federated type, where it is not KubeFed's own. */
  readonly group: string | undefined
  /** The plural name of the target type. */
  readonly target: string
  /** The apiVersion of the template, where it has one of a group. */
  readonly apiVersion: string | undefined
  readonly nearest: string | undefined
  /** The name of the FederatedTypeConfig that claims the type and is in error. */
  readonly refused: string | undefined
}

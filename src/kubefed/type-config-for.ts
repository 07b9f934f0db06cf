import { pluralName } from '../kubernetes/group-version-kind.ts'
import type { ApiResource } from '../model/api-resource.ts'
import type { FederatedTypeConfig } from '../model/federated-type-config.ts'
import { typesGroup, typesVersion } from './groups.ts'

/** What names a federated type, where it is not the default. */
export interface FederatedName {
  /** Default: `types.kubefed.io`. */
  readonly group?: string
  /** Default: `v1beta1`. */
  readonly version?: string
}

/** The FederatedTypeConfig that enables a type (KubeFed: pkg/kubefedctl/enable/enable.go, GenerateTypeConfigForTarget). */
export function typeConfigFor(target: ApiResource, federated: FederatedName = {}): FederatedTypeConfig {
  const { group, version, kind, pluralName: plural, scope } = target
  const isNamespace = group === '' && kind === 'Namespace'
  const federatedKind = `Federated${kind}`
  return {
    name: group === '' ? plural : `${plural}.${group}`,
    targetType: { group, version, kind, pluralName: plural, scope },
    federatedType: {
      group: federated.group ?? typesGroup,
      version: federated.version ?? typesVersion,
      kind: federatedKind,
      pluralName: pluralName(federatedKind),
      // FederatedNamespace is namespaced although a Namespace is not.
      scope: isNamespace ? 'Namespaced' : scope,
    },
    propagation: 'Enabled',
  }
}

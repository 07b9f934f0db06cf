import type { ApiResource } from './api-resource.ts'
import type { Manifest } from './manifest.ts'

/**
 * Which federated type belongs to which target type (KubeFed: pkg/apis/core/v1beta1/federatedtypeconfig_types.go),
 * its defaults filled in. `name` is `<target plural>[.<target group>]` and names the type's directory in the output.
 */
export interface FederatedTypeConfig {
  readonly name: string
  readonly targetType: ApiResource
  /** What a CustomResourceDefinition of the repository calls the target type besides; absent where there is none. */
  readonly targetNames?: readonly string[]
  readonly federatedType: ApiResource
  readonly propagation: 'Enabled' | 'Disabled'
  /** Absent for the types that are built in. */
  readonly manifest?: Manifest
}

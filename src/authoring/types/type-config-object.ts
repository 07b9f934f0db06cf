import type { ApiResource } from '../../model/api-resource.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { JsonObject } from '../../model/json.ts'

/** A FederatedTypeConfig as an object of the API, in the system namespace. */
export function typeConfigObject(
  { name, targetType, propagation, federatedType }: FederatedTypeConfig,
  namespace: string,
): JsonObject {
  return {
    apiVersion: 'core.kubefed.io/v1beta1',
    kind: 'FederatedTypeConfig',
    metadata: { name, namespace },
    spec: {
      targetType: apiResourceObject(targetType),
      propagation,
      federatedType: apiResourceObject(federatedType),
    },
  }
}

/** The core group is left out, as in KubeFed's API. */
function apiResourceObject({ group, version, kind, pluralName, scope }: ApiResource): JsonObject {
  return { ...(group !== '' && { group }), version, kind, pluralName, scope }
}

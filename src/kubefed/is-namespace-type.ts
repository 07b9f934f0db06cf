import type { FederatedTypeConfig } from '../model/federated-type-config.ts'

/** Whether a type's target is Kubernetes' own Namespace, which KubeFed treats apart from every other type. */
export function isNamespaceType({ targetType }: FederatedTypeConfig): boolean {
  return targetType.group === '' && targetType.kind === 'Namespace'
}

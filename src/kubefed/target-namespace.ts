import type { FederatedObject } from '../model/federation.ts'
import { isNamespaceType } from './is-namespace-type.ts'

/**
 * The namespace that the objects of a federated object are in, in every cluster; undefined for those of a
 * cluster-scoped type, whose federated object may have one nevertheless, as a FederatedNamespace does.
 */
export function targetNamespace({
  type,
  namespace,
}: Pick<FederatedObject, 'type' | 'namespace'>): string | undefined {
  return type.targetType.scope === 'Namespaced' && !isNamespaceType(type) ? namespace : undefined
}

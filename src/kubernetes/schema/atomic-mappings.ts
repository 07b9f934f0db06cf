/**
 * Mappings that server-side apply replaces whole, as the markers `+structType=atomic` and `+mapType=atomic` of
 * Kubernetes' Go types declare (kubernetes/api: core/v1, autoscaling/v2, rbac/v1 types.go; kubernetes/apimachinery:
 * meta/v1 types.go, LabelSelector). All others are merged key by key.
 */
const atomicMappings = new Set([
  'selector',
  'labelSelector',
  'podSelector',
  'namespaceSelector',
  'objectSelector',
  'nodeSelector',
  'configMapKeyRef',
  'secretKeyRef',
  'fieldRef',
  'resourceFieldRef',
  'roleRef',
])

/** Whether server-side apply replaces the mapping of a field whole. */
export function isAtomicMapping(field: string): boolean {
  return atomicMappings.has(field)
}

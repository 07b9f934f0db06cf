import { apiVersionOf, groupOf, versionOf } from './group-version-kind.ts'
import { isDns1123Label } from './names.ts'

const sameObjects: readonly (readonly [kind: string, ...groups: readonly string[]])[] = [
  ['DaemonSet', 'apps', 'extensions'],
  ['Deployment', 'apps', 'extensions'],
  ['Event', '', 'events.k8s.io'],
  ['Ingress', 'networking.k8s.io', 'extensions'],
  ['NetworkPolicy', 'networking.k8s.io', 'extensions'],
  ['PodSecurityPolicy', 'policy', 'extensions'],
  ['ReplicaSet', 'apps', 'extensions'],
]

/**
 * Whether an apiVersion is one of a kind of a group. A text that is not an apiVersion at all is of no group:
 * apimachinery does not even find a kind beside `a/b/c` (pkg/runtime/schema, ParseGroupVersion).
 */
export function isVersionOf(apiVersion: string, kind: string, group: string): boolean {
  const [own, version] = [groupOf(apiVersion), versionOf(apiVersion)]
  const isWellFormed = isDns1123Label(version) && apiVersion === apiVersionOf(own, version)
  return isWellFormed && areSameObjects(kind, own, group)
}

/**
 * Whether the objects of a kind in one group are those of another: the same group, or two under which API servers
 * serve what they store once (Kubernetes: pkg/kubeapiserver/default_storage_factory_builder.go, AddCohabitatingResources).
 */
function areSameObjects(kind: string, group: string, other: string): boolean {
  if (group === other) return true
  return sameObjects.some(
    ([each, ...groups]) => each === kind && groups.includes(group) && groups.includes(other),
  )
}

import { groupKind } from '../kubernetes/group-version-kind.ts'
import type { FederatedObject } from '../model/federation.ts'
import { targetNamespace } from './target-namespace.ts'

/** What names an object in one cluster. */
export interface ObservedIdentity {
  readonly group: string
  readonly kind: string
  /** `''` for a cluster-scoped one. */
  readonly namespace: string
  readonly name: string
}

/** The key of an observed object of one cluster: `<Kind.group>/<namespace>/<name>`, of any version. */
export function observedKey({ group, kind, namespace, name }: ObservedIdentity): string {
  return `${groupKind(group, kind)}/${namespace}/${name}`
}

/** The key of what a federated object is in its clusters. */
export function observedKeyOf(federatedObject: FederatedObject): string {
  const { group, kind } = federatedObject.type.targetType
  const namespace = targetNamespace(federatedObject) ?? ''
  return observedKey({ group, kind, namespace, name: federatedObject.name })
}

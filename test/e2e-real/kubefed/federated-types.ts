import { builtinTypes } from '../../../src/kubefed/builtin-types.ts'
import type { KubernetesObject } from './api-client.ts'

/** A type that KubeFed's chart federates, with the paths at which API servers have it. */
export interface LiveType {
  /** The kind that is federated, such as `Deployment`. */
  readonly kind: string
  /** The name of its FederatedTypeConfig, such as `deployments.apps`. */
  readonly name: string
  readonly plural: string
  readonly isNamespaced: boolean
  /** Where a member has the API group, such as `/apis/apps/v1`. */
  readonly group: string
  /** Where the host has the federated objects. */
  readonly federatedPlural: string
}

/** The ten types of the chart. */
export const liveTypes: readonly LiveType[] = builtinTypes.map(({ name, targetType, federatedType }) => ({
  kind: targetType.kind,
  name,
  plural: targetType.pluralName,
  isNamespaced: targetType.scope === 'Namespaced',
  group:
    targetType.group === ''
      ? `/api/${targetType.version}`
      : `/apis/${targetType.group}/${targetType.version}`,
  federatedPlural: federatedType.pluralName,
}))

const byKind = new Map(
  liveTypes.flatMap(
    (type) =>
      [
        [type.kind, type],
        [`Federated${type.kind}`, type],
      ] as const,
  ),
)

/** The type of an object, or of the objects that a federated object stands for. Throws for what is none of the ten. */
export function typeOf(kind: string): LiveType {
  const type = byKind.get(kind)
  if (type === undefined) throw new Error(`${kind} is no type of the chart`)
  return type
}

/** Where all objects of a type are. */
export const listPath = ({ group, plural }: LiveType): string => `${group}/${plural}`

/** Where all federated objects of a type are. */
export const federatedListPath = ({ federatedPlural }: LiveType): string =>
  `/apis/types.kubefed.io/v1beta1/${federatedPlural}`

/** Where one object of a type is, or where a namespace has all of them. */
export function objectPath({ group, plural, isNamespaced }: LiveType, namespace: string, name = ''): string {
  const collection = isNamespaced ? `${group}/namespaces/${namespace}/${plural}` : `${group}/${plural}`
  return name === '' ? collection : `${collection}/${name}`
}

/** Where a federated object is. */
export function federatedPath({ kind, metadata: { namespace, name } }: KubernetesObject): string {
  const { federatedPlural } = typeOf(kind)
  const base = '/apis/types.kubefed.io/v1beta1'
  return namespace === undefined
    ? `${base}/${federatedPlural}/${name}`
    : `${base}/namespaces/${namespace}/${federatedPlural}/${name}`
}

/** `<namespace or _cluster>/<type>/<name>` of an object, and of the federated object that it is made of. */
export function keyOf({ kind, metadata: { namespace, name } }: KubernetesObject): string {
  const { isNamespaced, name: type } = typeOf(kind)
  return `${isNamespaced ? namespace : '_cluster'}/${type}/${name}`
}

/** The key of what a ReplicaSchedulingPreference divides. */
export function targetKey({ metadata: { name, namespace = '' }, spec }: KubernetesObject): string {
  const { targetKind } = spec as { readonly targetKind: string }
  return keyOf({ apiVersion: '', kind: targetKind, metadata: { name, namespace } })
}

import { getOwn, isArray, isObject } from '../../json/own.ts'
import type { Json, JsonObject } from '../../model/json.ts'

/** What a mapping in the sources is, judged by its first look. */
export type MappingClass =
  | { readonly kind: 'manifest' | 'kubeconfig' | 'other' }
  | { readonly kind: 'incomplete'; readonly missing: 'apiVersion' | 'kind' }
  | { readonly kind: 'fragment'; readonly missing: 'apiVersion and kind' | 'apiVersion' | 'kind' }

/**
 * Distinguishes a manifest from what only looks like one: a kubeconfig, a part of a KubeFed object, any other mapping.
 */
export function classifyMapping(value: JsonObject): MappingClass {
  const apiVersion = identityField(value, 'apiVersion')
  const kind = identityField(value, 'kind')
  if (apiVersion !== undefined && kind !== undefined) {
    return { kind: isKubeconfig(value) ? 'kubeconfig' : 'manifest' }
  }
  const missing = kind === undefined ? 'kind' : 'apiVersion'
  if (apiVersion?.includes('kubefed') || kubeFedKind.test(kind ?? '')) return { kind: 'incomplete', missing }
  if (describesTypes(value) || !holdsPlacementOrOverrides(value)) return { kind: 'other' }
  return { kind: 'fragment', missing: apiVersion === kind ? 'apiVersion and kind' : missing }
}

const kubeFedKind = /^(?:Federated|KubeFed|ReplicaSchedulingPreference$|ServiceDNSRecord$|IngressDNSRecord$)/

/** Whether a manifest is one of KubeFed's, or of a type that KubeFed federates. */
export function concernsKubeFed(value: JsonObject): boolean {
  const isNamed = /kubefed/.test(String(value['apiVersion'])) || String(value['kind']).startsWith('Federated')
  return isNamed || holdsPlacementOrOverrides(value)
}

/**
 * Whether a document holds whole objects of KubeFed's and is no object itself: an array, as `jq .items` prints it, or
 * `items` whose `kind: List` was cut off. kubectl reads neither.
 */
export function holdsKubeFedObjects(value: Json): boolean {
  const items = isObject(value) && identityField(value, 'kind') === undefined ? getOwn(value, 'items') : value
  if (!isArray(items)) return false
  return items.some(
    (item) => isObject(item) && classifyMapping(item).kind === 'manifest' && concernsKubeFed(item),
  )
}

function identityField(value: JsonObject, key: string): string | undefined {
  const field = getOwn(value, key)
  return typeof field === 'string' && field !== '' ? field : undefined
}

/** Whether a mapping is a schema, which describes types and holds objects as examples at most. */
function describesTypes(value: JsonObject): boolean {
  return ['swagger', 'openapi', '$schema'].some((key) => Object.hasOwn(value, key))
}

function isKubeconfig(value: JsonObject): boolean {
  return (
    value['kind'] === 'Config' &&
    value['apiVersion'] === 'v1' &&
    ['clusters', 'contexts', 'users'].some((key) => Object.hasOwn(value, key))
  )
}

function holdsPlacementOrOverrides(value: JsonObject): boolean {
  const spec = getOwn(value, 'spec')
  const inSpec = isObject(spec) && (Object.hasOwn(spec, 'placement') || Object.hasOwn(spec, 'overrides'))
  return inSpec || holdsClusterOverrides(value, deepestOverrides)
}

/** `spec.overrides[].clusterOverrides` is three levels down; pasted parts of it are less, lists around it one more. */
const deepestOverrides = 5

function holdsClusterOverrides(value: Json, depth: number): boolean {
  if (depth === 0) return false
  if (isArray(value)) return value.some((item) => holdsClusterOverrides(item, depth - 1))
  if (!isObject(value)) return false
  return (
    isArray(getOwn(value, 'clusterOverrides')) ||
    Object.values(value).some((item) => holdsClusterOverrides(item, depth - 1))
  )
}

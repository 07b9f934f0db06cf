import { equalJson } from '../../json/equal.ts'
import { getOwn } from '../../json/own.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { imageTag } from '../image-reference.ts'
import { kindDefaults } from './kind-defaults.ts'

/** A default that another field of what holds it decides. */
interface DependentDefault {
  /** The end of the field's pattern. */
  readonly field: RegExp
  readonly kinds?: readonly string[]
  readonly valueFor: (holder: JsonObject) => Json | undefined
}

const dependentDefaults: readonly DependentDefault[] = [
  {
    field: /\/(?:containers|initContainers)\/\*\/imagePullPolicy$/,
    valueFor: (holder) => {
      const image = getOwn(holder, 'image')
      return typeof image === 'string' && imageTag(image) === 'latest' ? 'Always' : 'IfNotPresent'
    },
  },
  {
    field: /^\/spec\/ports\/\*\/targetPort$/,
    kinds: ['Service'],
    valueFor: (holder) => getOwn(holder, 'port'),
  },
  {
    field: /^\/spec\/policyTypes$/,
    kinds: ['NetworkPolicy.networking.k8s.io'],
    valueFor: (holder) => (Object.hasOwn(holder, 'egress') ? ['Ingress', 'Egress'] : ['Ingress']),
  },
  {
    field: /^\/spec\/names\/singular$/,
    kinds: ['CustomResourceDefinition.apiextensions.k8s.io'],
    valueFor: (holder) => String(getOwn(holder, 'kind')).toLowerCase(),
  },
  {
    field: /^\/spec\/names\/listKind$/,
    kinds: ['CustomResourceDefinition.apiextensions.k8s.io'],
    valueFor: (holder) => `${String(getOwn(holder, 'kind'))}List`,
  },
  {
    field: /^\/spec\/limits\/\*\/defaultRequest$/,
    kinds: ['LimitRange'],
    valueFor: (holder) => getOwn(holder, 'default'),
  },
  {
    field: /^\/spec\/limits\/\*\/default$/,
    kinds: ['LimitRange'],
    valueFor: (holder) => getOwn(holder, 'max'),
  },
  {
    field: /^\/(?:spec\/(?:.*\/spec\/)?|template\/spec\/)serviceAccount$/,
    valueFor: (holder) => getOwn(holder, 'serviceAccountName'),
  },
]

const lookups = new Map(
  Object.entries(kindDefaults).map(([kind, defaults]) => [kind, new Map<string, Json>(defaults)]),
)

/**
 * Whether a value is what the API server takes where a field is absent, so that an object with it is one without it
 * (k8s.io/kubernetes: pkg/apis, defaults.go). Null means an absent field everywhere, and an empty list in all of
 * Kubernetes' own kinds.
 *
 * @param groupKind as `Deployment.apps`
 * @param pattern the pointer of the field, with `*` for the items of lists
 * @param holder the mapping that has the field
 */
export function isDefault(groupKind: string, pattern: string, value: Json, holder: JsonObject): boolean {
  if (value === null) return true
  const defaults = lookups.get(groupKind)
  if (defaults === undefined) return false
  if (Array.isArray(value) && value.length === 0) return true
  const fallback = defaults.get(pattern)
  if (fallback !== undefined) return equalJson(value, fallback)
  const dependent = dependentDefaults.find(
    ({ field, kinds }) => field.test(pattern) && (kinds?.includes(groupKind) ?? true),
  )
  const expected = dependent?.valueFor(holder)
  return expected !== undefined && equalJson(value, expected)
}

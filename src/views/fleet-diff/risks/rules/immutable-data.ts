import { equalJson } from '../../../../json/equal.ts'
import { getOwn, isObject } from '../../../../json/own.ts'
import type { JsonObject } from '../../../../model/json.ts'
import { createImmutableRule, type Refusal } from '../immutable-rule.ts'
import type { RiskRule } from '../risk-rule.ts'

/** A ConfigMap or Secret that is marked as immutable, and whose mark cannot be taken away. */
export const immutableData: RiskRule = createImmutableRule({
  name: 'immutable-data',
  about:
    'The API server refuses to change the data of a ConfigMap or Secret that has `immutable: true`, and to take that away.',
  citation: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable',
  kinds: ['ConfigMap', 'Secret'],
  refusals: ({ groupKind, base, head }) => {
    if (getOwn(base, 'immutable') !== true) return []
    const mark: readonly Refusal[] =
      getOwn(head, 'immutable') === true
        ? []
        : [{ pointers: ['/immutable'], what: 'lose the mark immutable' }]
    const isSame =
      groupKind === 'Secret'
        ? hasSameSecretData(base, head)
        : equalJson(configMapData(base), configMapData(head))
    if (isSame) return mark
    return [
      ...mark,
      { pointers: ['/data', '/stringData', '/binaryData'], what: 'change data that is marked as immutable' },
    ]
  },
})

function configMapData(configMap: JsonObject): JsonObject {
  return { data: mappingAt(configMap, 'data'), binaryData: mappingAt(configMap, 'binaryData') }
}

/** What an agent applied as `stringData` stays when it no longer applies it, since it owns nothing of the result. */
function hasSameSecretData(base: JsonObject, head: JsonObject): boolean {
  const kept = encodeAll(mappingAt(base, 'stringData'))
  return equalJson(secretData(base), { ...kept, ...secretData(head) })
}

/** What the API server keeps: `stringData` is encoded and written over `data`. */
function secretData(secret: JsonObject): JsonObject {
  return { ...mappingAt(secret, 'data'), ...encodeAll(mappingAt(secret, 'stringData')) }
}

function encodeAll(texts: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [key, typeof value === 'string' ? encode(value) : value]),
  )
}

function mappingAt(object: JsonObject, key: string): JsonObject {
  const value = getOwn(object, key)
  return isObject(value) ? value : {}
}

function encode(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))
}

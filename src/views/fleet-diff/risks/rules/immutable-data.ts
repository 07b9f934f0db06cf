import { equalJson } from '../../../../json/equal.ts'
import { getOwn, isObject, setOwn } from '../../../../json/own.ts'
import type { Json, JsonObject } from '../../../../model/json.ts'
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
    const dataOf = groupKind === 'Secret' ? secretData : configMapData
    if (equalJson(dataOf(base), dataOf(head))) return mark
    return [
      ...mark,
      { pointers: ['/data', '/stringData', '/binaryData'], what: 'change data that is marked as immutable' },
    ]
  },
})

function configMapData(configMap: JsonObject): JsonObject {
  return { data: mappingAt(configMap, 'data'), binaryData: mappingAt(configMap, 'binaryData') }
}

/** What the API server keeps: `stringData` is encoded and written over `data`. */
function secretData(secret: JsonObject): JsonObject {
  const data: Record<string, Json> = {}
  for (const [key, value] of Object.entries(mappingAt(secret, 'data'))) {
    setOwn(data, key, typeof value === 'string' ? value.replaceAll(/[\r\n]/g, '') : value)
  }
  for (const [key, value] of Object.entries(mappingAt(secret, 'stringData'))) {
    setOwn(data, key, typeof value === 'string' ? encode(value) : value)
  }
  return data
}

function mappingAt(object: JsonObject, key: string): JsonObject {
  const value = getOwn(object, key)
  return isObject(value) ? value : {}
}

function encode(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}

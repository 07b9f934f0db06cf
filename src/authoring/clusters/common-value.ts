import { isArray, isObject, setOwn } from '../../json/own.ts'
import { stringifyJson } from '../../json/stringify.ts'
import type { Json, JsonArray, JsonObject } from '../../model/json.ts'

/** A value, and how many clusters have it. */
export interface Counted<T extends Json = Json> {
  readonly value: T
  readonly count: number
}

/**
 * What most clusters have, field by field: a key that no fewer have than lack it, the value that is there most often, the
 * first of equally many. Lists of one length are compared item by item.
 *
 * @param values at least one
 */
export function commonValue(values: readonly Counted[]): Json {
  if (values.every(isMapping)) return commonMapping(values)
  if (values.every(isList)) {
    const [length] = values.map(({ value }) => value.length)
    if (length !== undefined && values.every(({ value }) => value.length === length)) {
      return Array.from({ length }, (_, index) => commonValue(values.map((each) => itemOf(each, index))))
    }
  }
  return mostFrequent(values)
}

const isMapping = (each: Counted): each is Counted<JsonObject> => isObject(each.value)
const isList = (each: Counted): each is Counted<JsonArray> => isArray(each.value)

function itemOf({ value, count }: Counted<JsonArray>, index: number): Counted {
  return { value: value[index] ?? null, count }
}

function commonMapping(values: readonly Counted<JsonObject>[]): JsonObject {
  const common: Record<string, Json> = {}
  const all = total(values)
  for (const key of new Set(values.flatMap(({ value }) => Object.keys(value)))) {
    const having = values.flatMap(({ value, count }) =>
      Object.hasOwn(value, key) ? [{ value: value[key] ?? null, count }] : [],
    )
    if (total(having) * 2 >= all) setOwn(common, key, commonValue(having))
  }
  return common
}

function mostFrequent(values: readonly Counted[]): Json {
  const byText = new Map<string, Counted>()
  for (const { value, count } of values) {
    const text = stringifyJson(value)
    byText.set(text, { value, count: (byText.get(text)?.count ?? 0) + count })
  }
  return [...byText.values()].reduce((most, each) => (each.count > most.count ? each : most)).value
}

function total(values: readonly Counted[]): number {
  return values.reduce((sum, { count }) => sum + count, 0)
}

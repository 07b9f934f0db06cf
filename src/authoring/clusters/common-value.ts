import { isArray, isObject, setOwn } from '../../json/own.ts'
import { stringifyJson } from '../../json/stringify.ts'
import type { Json, JsonArray, JsonObject } from '../../model/json.ts'

/** A value, and how many clusters have it. */
export interface Counted<T extends Json = Json> {
  readonly value: T
  readonly count: number
}

/**
 * What most clusters have, field by field: the value that is there most often, the first of equally many, where no more clusters
 * lack the key; a mapping where no more lack one than have any, whatever is in it. Lists of one length are compared item by item.
 *
 * @param values at least one
 */
export function commonValue(values: readonly Counted[]): Json {
  return common(values).value
}

/** The common value, and how many clusters have it; of a mapping, and of lists of one length, all have some. */
function common(values: readonly Counted[]): Counted {
  const count = total(values)
  if (values.every(isMapping)) return { value: commonMapping(values), count }
  if (values.every(isList)) {
    const [length] = values.map(({ value }) => value.length)
    if (length !== undefined && values.every(({ value }) => value.length === length)) {
      const items = Array.from({ length }, (_, index) =>
        commonValue(values.map((each) => itemOf(each, index))),
      )
      return { value: items, count }
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
  const mapping: Record<string, Json> = {}
  const all = total(values)
  for (const key of new Set(values.flatMap(({ value }) => Object.keys(value)))) {
    const having = values.flatMap(({ value, count }) =>
      Object.hasOwn(value, key) ? [{ value: value[key] ?? null, count }] : [],
    )
    const { value, count } = common(having)
    if (count >= all - total(having)) setOwn(mapping, key, value)
  }
  return mapping
}

function mostFrequent(values: readonly Counted[]): Counted {
  const byText = new Map<string, Counted>()
  for (const { value, count } of values) {
    const text = stringifyJson(value)
    byText.set(text, { value, count: (byText.get(text)?.count ?? 0) + count })
  }
  return [...byText.values()].reduce((most, each) => (each.count > most.count ? each : most))
}

function total(values: readonly Counted[]): number {
  return values.reduce((sum, { count }) => sum + count, 0)
}

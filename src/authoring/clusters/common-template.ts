import { equalJson } from '../../json/equal.ts'
import { isArray, isObject, setOwn } from '../../json/own.ts'
import { stringifyJson } from '../../json/stringify.ts'
import type { Json, JsonObject } from '../../model/json.ts'

/** What a ClusterOverride may put into values: the name of a cluster, or one of its labels. */
export interface ClusterProperty {
  /** As a value names it: `$(cluster.labels["region"])`. */
  readonly variable: string
  /** That of each cluster, in the order of the values. */
  readonly texts: readonly string[]
}

/** The value of an operation of a ClusterOverride. */
export interface TemplateValue {
  readonly value: Json
  readonly as?: 'integer' | 'boolean'
}

/**
 * The value of which each cluster makes its own by a property; undefined where the values do not follow it. Integers and booleans
 * follow it only by themselves, texts also with others around it, in any depth.
 *
 * @param values that of each cluster, not all equal
 */
export function commonTemplate(
  values: readonly Json[],
  property: ClusterProperty,
): TemplateValue | undefined {
  const as = typeOfText(values, property)
  if (as !== undefined) return { value: property.variable, as }
  const value = templateOf(values, property)
  return value === undefined ? undefined : { value }
}

/** A value as a ClusterOverride has it that gives all clusters the same: what would name a property there is escaped. */
export function literalValue(value: Json): Json {
  if (typeof value === 'string') return literalText(value)
  if (isArray(value)) return value.map(literalValue)
  return isObject(value) ? mappingOf(value, literalValue) : value
}

function literalText(text: string): string {
  return text.replaceAll('$(cluster.', '$$$$(cluster.')
}

function mappingOf(value: JsonObject, make: (each: Json, key: string) => Json): JsonObject {
  const made: Record<string, Json> = {}
  for (const [key, each] of Object.entries<Json>(value)) setOwn(made, key, make(each, key))
  return made
}

const integer = /^(?:0|-?[1-9]\d*)$/

function typeOfText(values: readonly Json[], { texts }: ClusterProperty): TemplateValue['as'] {
  const isText = (value: Json, index: number): boolean => stringifyJson(value) === texts[index]
  if (!values.every(isText)) return undefined
  if (values.every((each) => typeof each === 'boolean')) return 'boolean'
  const areIntegers = values.every((each) => typeof each !== 'string' && integer.test(stringifyJson(each)))
  return areIntegers ? 'integer' : undefined
}

function templateOf(values: readonly Json[], property: ClusterProperty): Json | undefined {
  const [first, ...others] = values
  if (first === undefined) return undefined
  if (others.every((each) => equalJson(each, first))) return literalValue(first)
  if (values.every((each) => typeof each === 'string')) return textTemplate(values, property)
  if (values.every(isArray)) {
    if (!values.every(({ length }) => length === values[0]?.length)) return undefined
    return all((values[0] ?? []).map((_, index) => templateOf(column(values, index), property)))
  }
  return values.every(isObject) ? mappingTemplate(values, property) : undefined
}

function mappingTemplate(values: readonly JsonObject[], property: ClusterProperty): JsonObject | undefined {
  const keys = Object.keys(values[0] ?? {})
  const haveSame = values.every((each) => {
    return Object.keys(each).length === keys.length && keys.every((key) => Object.hasOwn(each, key))
  })
  if (!haveSame) return undefined
  const made: Record<string, Json> = {}
  for (const key of keys) {
    const value = templateOf(column(values, key), property)
    if (value === undefined) return undefined
    setOwn(made, key, value)
  }
  return made
}

function column<Key extends string | number>(
  values: readonly Readonly<Record<Key, Json>>[],
  key: Key,
): readonly Json[] {
  return values.map((each) => each[key])
}

function all<T>(values: readonly (T | undefined)[]): readonly T[] | undefined {
  const present = values.filter((each) => each !== undefined)
  return present.length === values.length ? present : undefined
}

/** First the places where the property is a word of the text, so that `eu` is not found in `neutral`; then any. */
function textTemplate(values: readonly string[], { texts, variable }: ClusterProperty): string | undefined {
  for (const split of [splitAtWord, (text: string, word: string) => text.split(word)]) {
    const [first, ...others] = values.map((text, index) => split(text, texts[index] ?? ''))
    if (first === undefined || first.length < 2) continue
    // A $ before a variable would escape it.
    if (first.slice(0, -1).some((each) => each.endsWith('$'))) continue
    if (others.every((parts) => equalJson(parts, first))) return first.map(literalText).join(variable)
  }
  return undefined
}

const letter = /[\p{L}\p{N}]/u

function splitAtWord(text: string, word: string): readonly string[] {
  const parts: string[] = []
  let start = 0
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const end = at + word.length
    if (letter.test(text[at - 1] ?? '') || letter.test(text[end] ?? '')) continue
    parts.push(text.slice(start, at))
    start = end
  }
  return [...parts, text.slice(start)]
}

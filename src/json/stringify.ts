import type { Json } from '../model/json.ts'

/** A JSON value as compact JSON text, bigints as exact integers; JSON.stringify would throw on one. */
export function stringifyJson(value: Json): string {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return `[${value.map((each: Json) => stringifyJson(each)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).map(
    ([key, each]) => `${JSON.stringify(key)}:${stringifyJson(each as Json)}`,
  )
  return `{${entries.join(',')}}`
}

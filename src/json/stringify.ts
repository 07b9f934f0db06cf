import type { Json } from '../model/json.ts'

/** A JSON value as compact JSON text, bigints as exact integers. */
export function stringifyJson(value: Json): string {
  try {
    return JSON.stringify(value)
  } catch (error) {
    // A bigint is in it, which is rare.
    if (error instanceof TypeError) return stringifyExactly(value)
    throw error
  }
}

function stringifyExactly(value: Json): string {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return `[${value.map(stringifyExactly).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).map(
    ([key, each]) => `${JSON.stringify(key)}:${stringifyExactly(each as Json)}`,
  )
  return `{${entries.join(',')}}`
}

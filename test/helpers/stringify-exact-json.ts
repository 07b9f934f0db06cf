import type { Json } from '../../src/model/json.ts'

/** JSON text on one line, integers of any size exact; for messages. */
export function stringifyExactJson(value: Json): string {
  if (typeof value === 'bigint') return String(value)
  if (Object.is(value, -0)) return '-0'
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return `[${value.map((item) => stringifyExactJson(item)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}:${stringifyExactJson(item)}`,
  )
  return `{${members.join(',')}}`
}

/** A list, or what makes the items of one as they are asked for. */
export function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value
}

/** Whether a value is written in parts: a list that may have many items, and what has such a list at any depth. */
export function isLong(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.length >= manyItems || value.some(isLong)
  return isIterable(value) || Object.values(value).some(isLong)
}

const manyItems = 1000

/** Freezes a value and everything in it, maps and sets too, so that a stage that writes to its input throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  if (value instanceof Map || value instanceof Set) {
    const refuse = (): never => {
      throw new TypeError('a stage wrote to its input')
    }
    Object.assign(value, { set: refuse, add: refuse, delete: refuse, clear: refuse })
    for (const each of value.keys()) deepFreeze(each)
    for (const each of value.values()) deepFreeze(each)
  }
  Object.freeze(value)
  for (const each of Object.values(value)) deepFreeze(each)
  return value
}

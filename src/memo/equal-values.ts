import { isManifest } from '../model/manifest.ts'

/**
 * Whether two values are the same to everything that can be computed of them: scalars, lists, mappings and maps with equal
 * content in the same order, for an order may be written out. A manifest is only itself, as what is from it is known by it;
 * and so is what is neither of these, as a function is.
 */
export function equalValues(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left)) return Array.isArray(right) && equalLists(left, right)
  if (left instanceof Map) return right instanceof Map && equalLists([...left], [...right])
  if (left instanceof Set) return right instanceof Set && equalLists([...left], [...right])
  return isMapping(left) && isMapping(right) && equalMappings(left, right)
}

function equalLists(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((each, index) => equalValues(each, right[index]))
}

/** Whether a value is a plain object, and no manifest. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || isManifest(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function equalMappings(
  left: Readonly<Record<string, unknown>>,
  right: Readonly<Record<string, unknown>>,
): boolean {
  const [keys, others] = [Object.keys(left), Object.keys(right)]
  return (
    keys.length === others.length &&
    keys.every((key, index) => key === others[index] && equalValues(left[key], right[key]))
  )
}

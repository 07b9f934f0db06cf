import { isArray, isObject } from '../../json/own.ts'
import { childPointer } from '../../json/pointer.ts'
import type { Json } from '../../model/json.ts'

/** Where a field is in an object. */
export interface FieldPlace {
  /** The JSON pointer of the field or, where the object lacks it, of what would hold it. */
  readonly pointer: string
  /** Whether the object has the field. */
  readonly isThere: boolean
  /** What of the field's name is left where the object lacks it; else empty. */
  readonly rest: string
}

/**
 * Finds a field as an API server names it, `spec.ports[0].port` or `data[a/b]`, in the object that it judged. Keys may hold dots and brackets, and
 * the server sets fields that the object lacks: so the object says how the name is to be read, the longest key first.
 */
export function fieldPlace(object: Json, field: string, path?: readonly string[]): FieldPlace {
  let [value, pointer, rest]: [Json | undefined, string, string] = [object, '', field]
  if (path !== undefined) {
    for (const [index, key] of path.entries()) {
      const next = childOf(value, key)
      if (next === undefined) return { pointer, isThere: false, rest: path.slice(index).join('.') }
      ;[value, pointer] = [next, childPointer(pointer, isArray(value) ? Number(key) : key)]
    }
    return { pointer, isThere: true, rest: '' }
  }
  while (rest !== '') {
    const step = stepOf(value, rest)
    const next: Json | undefined = step && childOf(value, step.key)
    if (step === undefined || next === undefined)
      return { pointer, isThere: false, rest: rest.replace(/^\./, '') }
    ;[pointer, value, rest] = [
      childPointer(pointer, isArray(value) ? Number(step.key) : step.key),
      next,
      rest.slice(step.length),
    ]
  }
  return { pointer, isThere: true, rest: '' }
}

interface Step {
  readonly key: string
  /** How much of the name it takes. */
  readonly length: number
}

/** The key by which a name goes on below a value; undefined where the value has none such. */
function stepOf(value: Json | undefined, rest: string): Step | undefined {
  if (isArray(value)) {
    const index = /^\[(\d{1,9})\]/.exec(rest)
    return index?.[1] === undefined ? undefined : { key: index[1], length: index[0].length }
  }
  if (!isObject(value)) return undefined
  const isIndexed = rest.startsWith('[')
  const start = isIndexed || rest.startsWith('.') ? 1 : 0
  for (let end = rest.length; end > start; end--) {
    if (!['', '.', '['].includes(rest.charAt(end)) || (isIndexed && rest.charAt(end - 1) !== ']')) continue
    const key = rest.slice(start, isIndexed ? end - 1 : end)
    if (Object.hasOwn(value, key)) return { key, length: end }
  }
  return undefined
}

function childOf(value: Json | undefined, key: string): Json | undefined {
  if (isArray(value)) return value[Number(key)]
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

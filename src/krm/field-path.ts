import { getOwn, isArray, isObject } from '../json/own.ts'
import { pointerSegments } from '../json/pointer.ts'
import type { Json } from '../model/json.ts'

/**
 * A JSON pointer as KRM functions write it: `spec.overrides[0].clusterName`, and `metadata.annotations.[a.io/b]` for a
 * key that is more than one word. `value` is what the pointer points into; what is not there counts as a mapping's.
 */
export function fieldPath(pointer: string, value: Json): string {
  let path = ''
  let within: Json | undefined = value
  for (const segment of pointerSegments(pointer)) {
    if (isArray(within)) {
      path += `[${segment}]`
      within = within[Number(segment)]
    } else {
      path += `${path === '' ? '' : '.'}${/^[\w-]+$/.test(segment) ? segment : `[${segment}]`}`
      within = isObject(within) ? getOwn(within, segment) : undefined
    }
  }
  return path
}

import { isArray, isObject } from '../../json/own.ts'
import { childPointer } from '../../json/pointer.ts'
import type { Json } from '../../model/json.ts'

/** The key that would reach the prototype of an object in a careless program. */
export const forbiddenKey = '__proto__'

/** The JSON pointers of every `__proto__` key in a value. */
export function findForbiddenKeys(value: Json, pointer: string = ''): readonly string[] {
  if (isArray(value))
    return value.flatMap((item, index) => findForbiddenKeys(item, childPointer(pointer, index)))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, item]) => {
    const child = childPointer(pointer, key)
    return (key === forbiddenKey ? [child] : []).concat(findForbiddenKeys(item, child))
  })
}

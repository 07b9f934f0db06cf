import { isArray, isObject } from '../../../src/json/own.ts'
import type { Json } from '../../../src/model/json.ts'

/** A place at which two values differ; what one lacks is undefined. */
export interface JsonDifference {
  readonly pointer: string
  readonly left: Json | undefined
  readonly right: Json | undefined
}

/** The places at which two values differ; lists of different lengths differ as a whole. */
export function jsonDifferences(
  left: Json | undefined,
  right: Json | undefined,
  pointer = '',
): readonly JsonDifference[] {
  if (left !== undefined && right !== undefined) {
    if (isArray(left) && isArray(right) && left.length === right.length) {
      return left.flatMap((each, index) => jsonDifferences(each, right[index], `${pointer}/${index}`))
    }
    if (isObject(left) && isObject(right)) {
      const keys = new Set([...Object.keys(left), ...Object.keys(right)])
      return [...keys].flatMap((key) => jsonDifferences(left[key], right[key], `${pointer}/${escape(key)}`))
    }
  }
  return left === right ? [] : [{ pointer, left, right }]
}

const escape = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

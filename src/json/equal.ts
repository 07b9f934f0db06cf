import type { Json, JsonObject } from '../model/json.ts'
import { isArray, isObject } from './own.ts'

/** Whether two JSON values are the same: numbers by their value, also between number and bigint; keys in any order. */
export function equalJson(left: Json, right: Json): boolean {
  if (left === right) return true
  if (isArray(left)) return isArray(right) && equalArrays(left, right)
  if (isObject(left)) return isObject(right) && equalObjects(left, right)
  return equalNumbers(left, right)
}

function equalArrays(left: readonly Json[], right: readonly Json[]): boolean {
  return left.length === right.length && left.every((value, index) => equalJson(value, right[index] ?? null))
}

function equalObjects(left: JsonObject, right: JsonObject): boolean {
  const keys = Object.keys(left)
  if (keys.length !== Object.keys(right).length) return false
  return keys.every((key) => Object.hasOwn(right, key) && equalJson(left[key] ?? null, right[key] ?? null))
}

function equalNumbers(left: Json, right: Json): boolean {
  if (typeof left === 'bigint') return typeof right === 'number' && equalToBigInt(right, left)
  return typeof left === 'number' && typeof right === 'bigint' && equalToBigInt(left, right)
}

function equalToBigInt(double: number, integer: bigint): boolean {
  return Number.isInteger(double) && BigInt(double) === integer
}

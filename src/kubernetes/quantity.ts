import { isObject } from '../json/own.ts'
import type { Json, JsonObject } from '../model/json.ts'

const quantityPattern = /^([+-]?)([0-9]*)(?:\.([0-9]*))?([EPTGM]i?|Ki|k|[num]|[eE][+-]?[0-9]{1,2})?$/
/** No quantity that means anything is longer. */
const longest = 64

const decimalExponents = new Map(
  ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'].map((suffix, index) => [suffix, 3 * index - 9]),
)
const binaryExponents = new Map(
  ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((suffix, index) => [suffix, 10n * BigInt(index + 1)]),
)

/**
 * A Kubernetes quantity, as `1500m`, `1.5Gi` or `2e3`, in billionths, which is as fine as the API server keeps one: a
 * smaller rest is rounded away from zero. Undefined for what is not a quantity (k8s.io/apimachinery:
 * pkg/api/resource/quantity.go, ParseQuantity).
 */
export function parseQuantity(value: Json | undefined): bigint | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return undefined
  const text = String(value)
  const match = text.length > longest ? null : quantityPattern.exec(text)
  if (match === null) return undefined
  const [, sign, whole = '', fraction = '', suffix = ''] = match
  if (whole === '' && fraction === '') return undefined
  const digits = BigInt(whole + fraction) << (binaryExponents.get(suffix) ?? 0n)
  const size = scale(digits, 9 + decimalExponent(suffix) - fraction.length)
  return sign === '-' ? -size : size
}

function scale(digits: bigint, exponent: number): bigint {
  if (exponent >= 0) return digits * 10n ** BigInt(exponent)
  const divisor = 10n ** BigInt(-exponent)
  return (digits + divisor - 1n) / divisor
}

/** Quantities by name, spelled so that equal ones are equal texts; a value that is not a quantity stays as it is. */
export function comparableQuantities(quantities: Json | undefined): JsonObject {
  if (!isObject(quantities)) return {}
  return Object.fromEntries(
    Object.entries(quantities).map(([name, value]) => [name, String(parseQuantity(value) ?? value)]),
  )
}

/** The power of ten that a suffix means; a binary suffix has none. */
function decimalExponent(suffix: string): number {
  if (/^[eE][+-]?[0-9]/.test(suffix)) return Number(suffix.slice(1))
  return binaryExponents.has(suffix) ? 0 : (decimalExponents.get(suffix) ?? 0)
}

import { invariant } from '../../text/invariant.ts'

/**
 * A double as every reader takes it for that very double. Beyond 2^53 it has an exponent, for its plain digits would
 * be read as an exact integer; a mantissa always has its dot, without which YAML 1.1 sees a string.
 */
export function serializeNumber(value: number): string {
  if (Number.isSafeInteger(value)) return Object.is(value, -0) ? '-0.0' : String(value)
  invariant(Number.isFinite(value), 'a JSON number is finite')
  const text = Number.isInteger(value) ? value.toExponential() : String(value)
  return text.includes('.') ? text : text.replace('e', '.0e')
}

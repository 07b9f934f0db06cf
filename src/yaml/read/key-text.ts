import { resolvePlainScalar } from '../write/plain-scalar.ts'

/**
 * A plain scalar as the key of a JSON object, as sigs.k8s.io/yaml makes one (yaml.go: convertToJSONableObject):
 * `on` is "true", `010` is "8", and floats are written with the digits of a float32. Undefined where it refuses:
 * null, and an integer beyond int64.
 */
export function plainKeyText(text: string): string | undefined {
  const value = resolvePlainScalar(text)
  if (typeof value === 'string') return value
  if (value === null) return undefined
  if (typeof value === 'bigint') return value <= maxInt64 ? String(value) : undefined
  if (typeof value === 'boolean' || isInteger(value, text)) return String(value === 0 ? 0 : value)
  return float32Text(value)
}

const maxInt64 = 2n ** 63n - 1n
const integerSyntax = /^[-+]?(?:0x[0-9a-f]+|0b[-+]?[01]+|0o?[0-7]*|[1-9][0-9]*)$/i

/** Whether go-yaml reads a plain scalar as an integer, where it reads `value`; a float may have an integral value. */
export function isInteger(value: number, text: string): boolean {
  return Number.isSafeInteger(value) && integerSyntax.test(text.replaceAll('_', ''))
}

/** strconv.FormatFloat(value, 'g', -1, 32), with YAML's names for what is not finite. */
function float32Text(value: number): string {
  const single = Math.fround(value)
  if (Number.isNaN(single)) return '.nan'
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf'
  if (single === 0) return Object.is(single, -0) ? '-0' : '0'
  const shortest = shortestFloat32(single)
  const [digits = '', exponentText = ''] = shortest.split('e')
  const exponent = Number(exponentText)
  if (exponent >= -4 && exponent < 6) return String(Number(shortest))
  return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}

/** The fewest digits that a float32 reader takes for this very number, in exponential form; nine always do. */
function shortestFloat32(single: number): string {
  for (let fraction = 0; fraction < 8; fraction += 1) {
    const text = single.toExponential(fraction)
    if (Math.fround(Number(text)) === single) return text
  }
  return single.toExponential(8)
}

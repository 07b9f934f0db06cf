import { isInteger } from './key-text.ts'
import { resolvePlainScalar } from '../write/plain-scalar.ts'
import { readTimestamp } from './timestamp.ts'

/** What a scalar may be in JSON. */
export type ScalarJson = null | boolean | number | bigint | string

/** The reason why a scalar cannot be read. */
export interface UnreadableScalar {
  readonly problem: string
}

/** A plain scalar without a tag. Infinity and NaN are refused: they are not JSON. */
export function plainValue(text: string): ScalarJson | UnreadableScalar {
  const value = resolvePlainScalar(text)
  return typeof value === 'number' ? storedNumber(value) : value
}

/**
 * A number as it comes out of Go's JSON: kubectl stores `1e18` as an int64 with the digits that the shortest form of
 * the double has (apimachinery: util/json), and knows no negative zero.
 */
function storedNumber(value: number): number | bigint | UnreadableScalar {
  if (Number.isSafeInteger(value)) return value === 0 ? 0 : value
  if (!Number.isFinite(value)) return notFinite
  if (!Number.isInteger(value) || Math.abs(value) > 2 ** 63) return value
  const digits = BigInt(String(value))
  return BigInt.asIntN(64, digits) === digits ? digits : value
}

const notFinite: UnreadableScalar = { problem: 'infinity and NaN are not JSON values' }

/**
 * A scalar with a tag (resolve.go: resolve). The core tags ask for their own type, quoted or not; every tag that
 * go-yaml does not know leaves the text as a string.
 */
export function taggedValue(tag: string, text: string): ScalarJson | UnreadableScalar {
  const type = tag.startsWith(corePrefix) ? tag.slice(corePrefix.length) : ''
  if (type === 'binary') return decodeBinary(text)
  if (!resolvableTypes.has(type)) return text
  const value = resolvePlainScalar(text)
  const found = typeOf(value, text)
  if (found === 'str' && type === 'timestamp' && readTimestamp(text) !== undefined) return text
  if (found === 'int' && type === 'float' && Number(value) < 2 ** 63) return storedNumber(Number(value))
  if (found !== type) return { problem: `the value does not fit its tag "!!${type}"` }
  return typeof value === 'number' ? storedNumber(value) : value
}

const corePrefix = 'tag:yaml.org,2002:'
const resolvableTypes: ReadonlySet<string> = new Set(['bool', 'int', 'float', 'null', 'timestamp'])

function typeOf(value: ScalarJson, text: string): string {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'bigint') return 'int'
  if (typeof value === 'number') return isInteger(value, text) ? 'int' : 'float'
  return 'str'
}

const base64 = /^[A-Za-z0-9+/]*={0,2}$/

/** Base64 as Go's StdEncoding reads it; bytes that are not UTF-8 would be garbled on their way through JSON. */
function decodeBinary(text: string): string | UnreadableScalar {
  const encoded = text.replace(/[\r\n]/g, '')
  if (!base64.test(encoded) || encoded.length % 4 !== 0) return { problem: '"!!binary" holds no base64' }
  const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return { problem: '"!!binary" holds bytes that are not UTF-8 text, which JSON cannot carry' }
  }
}

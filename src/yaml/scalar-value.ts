import type { Scalar } from 'yaml'
import type { ComposedDocument } from './compose-document.ts'
import { readFlowScalar } from './flow-scalar.ts'
import { isInteger } from './key-text.ts'
import { resolvePlainScalar } from './plain-scalar.ts'

/** What a scalar may be in JSON. */
export type ScalarJson = null | boolean | number | bigint | string

/** Says why a scalar cannot be read. */
export interface UnreadableScalar {
  readonly problem: string
}

/**
 * The text of a scalar as go-yaml v2 scans it. The tree holds it already, except where the `yaml` package differs
 * from go-yaml: escapes in double quotes, and line breaks other than the line feed.
 */
export function scalarText(scalar: Scalar, document: ComposedDocument): string | UnreadableScalar {
  const text = document.restore(String(scalar.value))
  if (document.format === 'json') return text
  const { type } = scalar
  if (type === 'QUOTE_DOUBLE') return doubleQuotedText(scalar, text, document)
  if (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') return blockText(scalar, text, document)
  if (!document.isRearranged) return text
  return readFlowScalar(sourceOf(scalar, document), type === 'QUOTE_SINGLE' ? 'single' : 'plain') ?? text
}

/** A block of text; where the `yaml` package would give another text than go-yaml, it is refused. */
function blockText(scalar: Scalar, text: string, document: ComposedDocument): string | UnreadableScalar {
  const source = sourceOf(scalar, document)
  if (startsWithTab.test(source)) return { problem: tabInBlock }
  if (hasNumber.test(source)) {
    blankLine.lastIndex = scalar.range?.[1] ?? 0
    if (blankLine.test(document.text)) return { problem: blanksInBlock }
  }
  return /[\u2028\u2029]/.test(source) ? { problem: separatorInBlock } : text
}

/** A block whose indentation is to be found from a line that starts with a tab (yaml_parser_scan_block_scalar). */
const startsWithTab = /^[|>][-+]?[ \t]*(?:#.*)?\r?\n[ \r\n]*\t/
const hasNumber = /^[|>][-+]?[1-9]/
const blankLine = / +\r?\n/y
const tabInBlock =
  'a block of text starts with a tab; kubectl wants spaces there, or an indentation number after "|"'
const blanksInBlock = 'a line of blanks follows a block of text that has an indentation number'
const separatorInBlock = 'U+2028 or U+2029 stands in a block of text, where kubectl takes it for a line break'

function doubleQuotedText(
  scalar: Scalar,
  text: string,
  document: ComposedDocument,
): string | UnreadableScalar {
  const [start, end] = scalar.range ?? [0, 0]
  const isVerbatim = end - start === text.length + 2 && !text.includes('\\')
  if (isVerbatim && !document.isRearranged) return text
  return readFlowScalar(sourceOf(scalar, document), 'double') ?? { problem: unknownEscape }
}

const unknownEscape = 'an escape in double quotes is none that kubectl knows ("\\/" and surrogates are not)'

function sourceOf(scalar: Scalar, document: ComposedDocument): string {
  const [start, end] = scalar.range ?? [0, 0]
  return document.text.slice(start, end)
}

/** A plain scalar without a tag. Infinity and NaN are refused: they are no JSON. */
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

const notFinite: UnreadableScalar = { problem: 'infinity and NaN are no JSON values' }

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
  if (found === 'str' && type === 'timestamp' && isTimestamp(text)) return text
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

const timestamp =
  /^\d{4}-\d\d?-\d\d?(?:[Tt]\d\d?:\d\d?:\d\d?(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)| \d\d?:\d\d?:\d\d?(?:\.\d+)?)?$/

/** The formats that go-yaml takes for a timestamp (resolve.go: allowedTimestampFormats). */
function isTimestamp(text: string): boolean {
  return timestamp.test(text)
}

const base64 = /^[A-Za-z0-9+/]*={0,2}$/

/** Base64 as Go's StdEncoding reads it; bytes that are no UTF-8 would be garbled on their way through JSON. */
function decodeBinary(text: string): string | UnreadableScalar {
  const encoded = text.replace(/[\r\n]/g, '')
  if (!base64.test(encoded) || encoded.length % 4 !== 0) return { problem: '"!!binary" holds no base64' }
  const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return { problem: '"!!binary" holds bytes that are no UTF-8 text, which JSON cannot carry' }
  }
}

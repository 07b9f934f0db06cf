import { code, isBlankOrEnd, isNameCharacter } from './characters.ts'
import { peek, ScanFault, type Cursor } from './cursor.ts'

/** A tag as it is written: a handle that a directive may define, and the rest; no handle in `!<...>` and `!`. */
export interface Tag {
  readonly handle: string
  readonly suffix: string
}

/** Scans a tag (scannerc.go: yaml_parser_scan_tag), whose exclamation mark is at the cursor. */
export function scanTag(cursor: Cursor): Tag {
  const start = cursor.position
  const tag = peek(cursor, 1) === code.less ? readVerbatim(cursor) : readShorthand(cursor)
  if (!isBlankOrEnd(peek(cursor))) throw new ScanFault(greedyTag, start)
  return tag
}

const greedyTag =
  'a space is missing after a tag: kubectl takes in the comma, quote or bracket that follows it, or refuses it'

function readVerbatim(cursor: Cursor): Tag {
  const start = cursor.position
  cursor.position += 2
  const suffix = readUri(cursor, false)
  if (peek(cursor) !== code.greater) throw new ScanFault('a tag that starts with "!<" has no ">"', start)
  cursor.position += 1
  return { handle: '', suffix }
}

function readShorthand(cursor: Cursor): Tag {
  const handle = readHandle(cursor)
  if (handle.length > 1 && handle.endsWith('!')) return { handle, suffix: readUri(cursor, false) }
  const suffix = handle.slice(1) + readUri(cursor, true)
  return suffix === '' ? { handle: '', suffix: '!' } : { handle: '!', suffix }
}

/** Passes `!`, or `!name!`, or the `!name` that turns out to be no handle. */
export function readHandle(cursor: Cursor): string {
  const { text, position } = cursor
  if (peek(cursor) !== exclamationMark) throw new ScanFault('a tag does not start with "!"', position)
  do cursor.position += 1
  while (isNameCharacter(peek(cursor)))
  if (peek(cursor) === exclamationMark) cursor.position += 1
  return text.slice(position, cursor.position)
}

const exclamationMark = 0x21
const uriPart = /[-\w;/?:@&=+$,.!~*'()[\]]+|%/y

/** Passes the characters of a tag (yaml_parser_scan_tag_uri): commas and brackets, but no braces, are among them. */
export function readUri(cursor: Cursor, mayBeEmpty: boolean): string {
  const start = cursor.position
  let uri = ''
  for (;;) {
    uriPart.lastIndex = cursor.position
    const part = uriPart.exec(cursor.text)?.[0]
    if (part === undefined) break
    if (part !== '%') cursor.position += part.length
    uri += part === '%' ? readEscapes(cursor) : part
  }
  if (!mayBeEmpty && cursor.position === start) throw new ScanFault('a tag has no name', start)
  return uri
}

const octet = /%([0-9a-fA-F]{2})/y

/** Passes one character of UTF-8 that is written as octets, each after a percent sign. */
function readEscapes(cursor: Cursor): string {
  const octets: number[] = []
  let width = 1
  for (; octets.length < width; cursor.position += 3) {
    octet.lastIndex = cursor.position
    const value = Number.parseInt(octet.exec(cursor.text)?.[1] ?? '', 16)
    if (octets.length === 0) width = widthOf(value)
    const isExpected = octets.length === 0 ? width > 0 : (value & 0xc0) === 0x80
    if (!isExpected) throw new ScanFault('a "%" in a tag starts no character', cursor.position)
    octets.push(value)
  }
  return new TextDecoder().decode(Uint8Array.from(octets))
}

/** How many octets a character of UTF-8 has that starts with this one; 0 where none does. */
function widthOf(first: number): number {
  if (first < 0x80) return 1
  if ((first & 0xe0) === 0xc0) return 2
  if ((first & 0xf0) === 0xe0) return 3
  return (first & 0xf8) === 0xf0 ? 4 : 0
}

/** Scans the name of an anchor or an alias (yaml_parser_scan_anchor), whose indicator is at the cursor. */
export function scanAnchor(cursor: Cursor): string {
  const start = cursor.position
  do cursor.position += 1
  while (isNameCharacter(peek(cursor)))
  const name = cursor.text.slice(start + 1, cursor.position)
  const next = cursor.text.charAt(cursor.position)
  if (name === '' || !(isBlankOrEnd(peek(cursor)) || '?:,]}%@`'.includes(next)))
    throw new ScanFault(anchorProblem, start)
  return name
}

const anchorProblem = 'the name of an anchor may hold only letters, digits, "_" and "-"'

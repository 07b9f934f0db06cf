import { code, isBlank, isBlankOrEnd, isBreak } from './characters.ts'
import {
  columnOf,
  isAtDocumentMarker,
  markOf,
  peek,
  readBreak,
  readLine,
  ScanFault,
  type Cursor,
} from './cursor.ts'
import { scanBlock } from './scan-block.ts'
import { scanDirective } from './scan-directive.ts'
import { scanPlain } from './scan-plain.ts'
import { scanQuoted } from './scan-quoted.ts'
import { scanAnchor, scanTag } from './scan-tag.ts'
import {
  forgetSimpleKey,
  insertToken,
  isStillKey,
  removeSimpleKey,
  rollIndent,
  saveSimpleKey,
  unrollIndent,
  type Scanner,
} from './scanner.ts'
import type { StructureToken, Token } from './token.ts'

/**
 * Scans the next token, with those that it closes or that turn out to come before it (yaml_parser_fetch_next_token).
 */
export function fetchToken(scanner: Scanner): void {
  skipToToken(scanner)
  const { cursor } = scanner
  const column = columnOf(cursor)
  unrollIndent(scanner, column)
  const character = cursor.text.charAt(cursor.position)
  if (character === '') fetchEnd(scanner)
  else if (character === '%' && column === 0) fetchDirective(scanner)
  else if (isAtDocumentMarker(cursor)) fetchMarker(scanner)
  else if (!fetchIndicator(scanner, character) && !fetchNode(scanner, character))
    fetchPlain(scanner, character)
}

/** Passes blanks, comments and line breaks; a tab is a blank where no key may start. */
function skipToToken(scanner: Scanner): void {
  const { cursor } = scanner
  for (;;) {
    const isSpace = scanner.flowLevel > 0 || !scanner.isKeyAllowed ? isBlank : isSpaceOnly
    while (isSpace(peek(cursor))) cursor.position += 1
    if (peek(cursor) === code.hash) readLine(cursor)
    if (!isBreak(peek(cursor))) return
    readBreak(cursor)
    if (scanner.flowLevel === 0) scanner.isKeyAllowed = true
  }
}

function isSpaceOnly(character: number): boolean {
  return character === code.space
}

/** Leaves all block collections, where nothing may be left of a key. */
function closeBlocks(scanner: Scanner): void {
  unrollIndent(scanner, -1)
  removeSimpleKey(scanner)
  scanner.isKeyAllowed = false
}

/** The end of the text ends its line, so that nothing before it is still to be a key. */
function fetchEnd(scanner: Scanner): void {
  scanner.cursor.line += 1
  closeBlocks(scanner)
  take(scanner, 'stream-end', 0)
}

function fetchDirective(scanner: Scanner): void {
  closeBlocks(scanner)
  const start = scanner.cursor.position
  const directive = scanDirective(scanner.cursor)
  insertToken(scanner, { type: 'directive', directive, start, end: scanner.cursor.position })
}

function fetchMarker(scanner: Scanner): void {
  closeBlocks(scanner)
  take(scanner, peek(scanner.cursor) === code.dash ? 'document-start' : 'document-end', 3)
}

/** Passes the characters of a token that is nothing but structure. */
function take(scanner: Scanner, type: StructureToken, length: number = 1): void {
  const start = scanner.cursor.position
  scanner.cursor.position += length
  insertToken(scanner, { type, start, end: start + length })
}

/** Fetches an indicator of structure, if one is at the cursor. */
function fetchIndicator(scanner: Scanner, character: string): boolean {
  const mayStand = isBlankOrEnd(peek(scanner.cursor, 1))
  const inFlow = scanner.flowLevel > 0
  if (character === '[' || character === '{') openBrackets(scanner, character)
  else if (character === ']' || character === '}') closeBrackets(scanner, character)
  else if (character === ',') fetchEntry(scanner, 'flow-entry')
  else if (character === '-' && mayStand) fetchEntry(scanner, 'block-entry')
  else if (character === '?' && (inFlow || mayStand)) fetchKey(scanner)
  else if (character === ':' && (inFlow || mayStand)) fetchValue(scanner)
  else return false
  return true
}

function openBrackets(scanner: Scanner, bracket: '[' | '{'): void {
  saveSimpleKey(scanner)
  scanner.simpleKeys.push(undefined)
  scanner.flowLevel += 1
  scanner.isKeyAllowed = true
  take(scanner, bracket === '[' ? 'flow-sequence-start' : 'flow-mapping-start')
}

function closeBrackets(scanner: Scanner, bracket: ']' | '}'): void {
  removeSimpleKey(scanner)
  if (scanner.flowLevel > 0) {
    scanner.flowLevel -= 1
    scanner.simpleKeys.pop()
  }
  scanner.isKeyAllowed = false
  take(scanner, bracket === ']' ? 'flow-sequence-end' : 'flow-mapping-end')
}

function fetchEntry(scanner: Scanner, type: 'flow-entry' | 'block-entry'): void {
  if (type === 'block-entry') startBlock(scanner, 'block-sequence-start')
  removeSimpleKey(scanner)
  scanner.isKeyAllowed = true
  take(scanner, type)
}

function fetchKey(scanner: Scanner): void {
  startBlock(scanner, 'block-mapping-start')
  removeSimpleKey(scanner)
  scanner.isKeyAllowed = scanner.flowLevel === 0
  take(scanner, 'key')
}

/** An indicator of a block collection is at the cursor, which starts one where it is deeper than the one around it. */
function startBlock(scanner: Scanner, type: 'block-sequence-start' | 'block-mapping-start'): void {
  if (scanner.flowLevel > 0) return
  if (!scanner.isKeyAllowed) throw new ScanFault(misplacedBlock, scanner.cursor.position)
  rollIndent(scanner, type, markOf(scanner.cursor))
}

const misplacedBlock = 'a mapping or a list cannot start on the line of its key; a ": " or "- " too many'

/** A colon: what came before it on the line was a key, or it belongs to a key after a question mark. */
function fetchValue(scanner: Scanner): void {
  const key = scanner.simpleKeys.at(-1)
  if (isStillKey(scanner, key)) {
    const { mark, token } = key
    insertToken(scanner, { type: 'key', start: mark.position, end: mark.position }, token)
    const { column, position } = mark
    if (scanner.flowLevel === 0) rollIndent(scanner, 'block-mapping-start', { column, position, token })
    forgetSimpleKey(scanner)
    scanner.isKeyAllowed = false
  } else {
    startBlock(scanner, 'block-mapping-start')
    scanner.isKeyAllowed = scanner.flowLevel === 0
  }
  take(scanner, 'value')
}

/** Fetches an alias, a scalar that is not plain, or what may come before a node, if one is at the cursor. */
function fetchNode(scanner: Scanner, character: string): boolean {
  const { cursor } = scanner
  const start = cursor.position
  if ((character === '|' || character === '>') && scanner.flowLevel === 0) {
    removeSimpleKey(scanner)
    scanner.isKeyAllowed = true
    const text = scanBlock(cursor, scanner.indent)
    insertToken(scanner, { type: 'scalar', text, style: 'block', start, end: cursor.position })
    return true
  }
  if (!'*&!\'"'.includes(character)) return false
  saveSimpleKey(scanner)
  scanner.isKeyAllowed = false
  insertToken(scanner, scanPart(cursor, character))
  return true
}

function scanPart(cursor: Cursor, character: string): Token {
  const start = cursor.position
  if (character === '!') {
    const tag = scanTag(cursor)
    return { type: 'tag', tag, start, end: cursor.position }
  }
  if (character === '*' || character === '&') {
    const name = scanAnchor(cursor)
    return { type: character === '*' ? 'alias' : 'anchor', name, start, end: cursor.position }
  }
  const text = scanQuoted(cursor)
  return { type: 'scalar', text, style: 'quoted', start, end: cursor.position }
}

function fetchPlain(scanner: Scanner, character: string): void {
  const { cursor, indent, flowLevel } = scanner
  const start = cursor.position
  if (character === '\t') throw new ScanFault('a tab is where only spaces may indent', start)
  const startsPlain = !'|>%@`'.includes(character) && (character !== '-' || !isBlank(peek(cursor, 1)))
  if (!startsPlain) throw new ScanFault('an unquoted value cannot start with this character', start)
  saveSimpleKey(scanner)
  scanner.isKeyAllowed = false
  const { text, end, endsLine } = scanPlain(cursor, indent + 1, flowLevel > 0)
  insertToken(scanner, { type: 'scalar', text, style: 'plain', start, end })
  if (endsLine) scanner.isKeyAllowed = true
}

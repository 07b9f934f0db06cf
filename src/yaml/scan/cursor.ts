import type { TextRange } from '../read/yaml-problem.ts'
import { code, isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, isHighSurrogate } from './characters.ts'

/** A place in a text as go-yaml counts it: lines end at five kinds of breaks, and columns are characters. */
export interface Mark {
  readonly position: number
  /** How many characters come before it. */
  readonly index: number
  readonly line: number
  readonly column: number
}

/** Where scanning has come to in a text. */
export interface Cursor {
  readonly text: string
  position: number
  line: number
  /** The position at which the line starts, and how many characters beyond U+FFFF come before it. */
  lineStart: number
  lineAstral: number
  /** How many characters beyond U+FFFF, which are two code units each, have been passed. */
  astral: number
}

/** A text that go-yaml refuses: thrown by the scanner and the parser, and caught where a text is parsed. */
export class ScanFault extends Error {
  readonly kind: 'syntax' | 'too-deep' | 'too-large'
  readonly range: TextRange
  constructor(problem: string, start: number, end: number = start + 1, kind: ScanFault['kind'] = 'syntax') {
    super(problem)
    this.kind = kind
    this.range = { start, end }
  }
}

/** A cursor at the start of a text, after its byte order mark. */
export function createCursor(text: string): Cursor {
  const start = text.startsWith('\ufeff') ? 1 : 0
  return { text, position: start, line: 0, lineStart: start, lineAstral: 0, astral: 0 }
}

export function columnOf(cursor: Cursor): number {
  return cursor.position - cursor.lineStart - (cursor.astral - cursor.lineAstral)
}

export function markOf(cursor: Cursor): Mark {
  const { position, line, astral } = cursor
  return { position, index: position - astral, line, column: columnOf(cursor) }
}

/** The code of the character that is `ahead` code units further; NaN after the end. */
export function peek(cursor: Cursor, ahead: number = 0): number {
  return cursor.text.charCodeAt(cursor.position + ahead)
}

/** Passes one character that is no line break. */
export function skip(cursor: Cursor): void {
  if (isHighSurrogate(peek(cursor))) {
    cursor.astral += 1
    cursor.position += 1
  }
  cursor.position += 1
}

/** Passes a line break, and gives what it is to a scalar: LS and PS stay what they are, all others are a line feed. */
export function readBreak(cursor: Cursor): string {
  const character = peek(cursor)
  if (!isBreak(character)) return ''
  cursor.position += character === code.carriageReturn && peek(cursor, 1) === code.lineFeed ? 2 : 1
  cursor.line += 1
  cursor.lineStart = cursor.position
  cursor.lineAstral = cursor.astral
  return character === 0x2028 || character === 0x2029 ? String.fromCharCode(character) : '\n'
}

/** Passes what is left of a line, and gives it. */
export function readLine(cursor: Cursor): string {
  const { text, position } = cursor
  while (!isBreakOrEnd(peek(cursor))) skip(cursor)
  return text.slice(position, cursor.position)
}

/** Passes blanks. */
export function skipBlanks(cursor: Cursor): void {
  while (isBlank(peek(cursor))) cursor.position += 1
}

/** Passes blanks and a comment up to the end of the line, and its break; a fault where anything else is there. */
export function skipRestOfLine(cursor: Cursor, problem: string): void {
  skipBlanks(cursor)
  if (peek(cursor) === code.hash) readLine(cursor)
  if (!isBreakOrEnd(peek(cursor))) throw new ScanFault(problem, cursor.position)
  readBreak(cursor)
}

/** Whether `---` or `...` is at the start of a line, with a blank or nothing after it. */
export function isAtDocumentMarker(cursor: Cursor): boolean {
  const first = peek(cursor)
  if ((first !== code.dash && first !== code.dot) || columnOf(cursor) !== 0) return false
  return peek(cursor, 1) === first && peek(cursor, 2) === first && isBlankOrEnd(peek(cursor, 3))
}

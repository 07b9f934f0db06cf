import { code, isBlank, isBlankOrEnd, isBreak, isHighSurrogate } from './characters.ts'
import { columnOf, isAtDocumentMarker, peek, readBreak, ScanFault, type Cursor } from './cursor.ts'
import { foldBreaks } from './scan-quoted.ts'

/** A plain scalar, and whether the cursor is on a line below it, where a key may start. */
export interface PlainScalar {
  readonly text: string
  /** Where its last character ends. */
  readonly end: number
  readonly endsLine: boolean
}

/** Scans a plain scalar (scannerc.go: yaml_parser_scan_plain_scalar); `indent` is the least column of its lines. */
export function scanPlain(cursor: Cursor, indent: number, inFlow: boolean): PlainScalar {
  const start = cursor.position
  let [text, end, between] = ['', start, '']
  let endsLine = false
  while (!isAtDocumentMarker(cursor) && peek(cursor) !== code.hash) {
    const word = readWord(cursor, inFlow)
    if (word !== '') {
      text += between + word
      end = cursor.position
      between = ''
      endsLine = false
    }
    if (!isBlank(peek(cursor)) && !isBreak(peek(cursor))) break
    const space = readSpace(cursor, indent)
    between = space.text
    endsLine = space.endsLine
    if (!inFlow && columnOf(cursor) < indent) break
  }
  return { text, end, endsLine }
}

/** Passes characters up to a blank or an indicator that ends the scalar. */
function readWord(cursor: Cursor, inFlow: boolean): string {
  const { text, position } = cursor
  let at = position
  for (; ; at += 1) {
    const character = text.charCodeAt(at)
    if (isBlankOrEnd(character)) break
    if (character === code.colon && isBlankOrEnd(text.charCodeAt(at + 1))) break
    if (inFlow && isFlowIndicator(character)) break
    if (isHighSurrogate(character)) cursor.astral += 1
  }
  cursor.position = at
  return text.slice(position, at)
}

/** `,`, `?`, a bracket or a brace. */
function isFlowIndicator(character: number): boolean {
  return (
    character === 0x2c ||
    character === code.questionMark ||
    character === 0x5b ||
    character === 0x5d ||
    character === 0x7b ||
    character === 0x7d
  )
}

/** Passes blanks and line breaks, and gives what they are between two words. */
function readSpace(cursor: Cursor, indent: number): { readonly text: string; readonly endsLine: boolean } {
  const first = cursor.position
  while (isBlank(peek(cursor))) cursor.position += 1
  if (!isBreak(peek(cursor))) return { text: cursor.text.slice(first, cursor.position), endsLine: false }
  const breaks: string[] = []
  for (;;) {
    if (isBreak(peek(cursor))) breaks.push(readBreak(cursor))
    else if (!isBlank(peek(cursor))) return { text: foldBreaks(breaks), endsLine: true }
    else if (peek(cursor) === code.tab && columnOf(cursor) < indent)
      throw new ScanFault('a tab is where only spaces may indent', cursor.position)
    else cursor.position += 1
  }
}

import { code, isBlank, isBlankOrEnd, isBreak } from './characters.ts'
import { isAtDocumentMarker, peek, readBreak, ScanFault, skip, skipBlanks, type Cursor } from './cursor.ts'

/** Scans a scalar in quotes (scannerc.go: yaml_parser_scan_flow_scalar), whose opening quote is at the cursor. */
export function scanQuoted(cursor: Cursor): string {
  const start = cursor.position
  const quote = peek(cursor)
  cursor.position += 1
  let text = ''
  for (;;) {
    if (isAtDocumentMarker(cursor)) throw new ScanFault('a document marker is inside quotes', cursor.position)
    if (Number.isNaN(peek(cursor))) throw new ScanFault('a closing quote is missing', start)
    const word = quote === code.singleQuote ? readSingle(cursor) : readDouble(cursor)
    text += word.text
    if (peek(cursor) === quote) break
    text += readSpace(cursor, word.joinsLines)
  }
  cursor.position += 1
  return text
}

interface Word {
  readonly text: string
  /** Whether it ends in an escaped line break, so that what folds with it starts with the next one. */
  readonly joinsLines: boolean
}

function readSingle(cursor: Cursor): Word {
  const { position } = cursor
  for (; !isBlankOrEnd(peek(cursor)); skip(cursor)) {
    if (peek(cursor) !== code.singleQuote) continue
    if (peek(cursor, 1) !== code.singleQuote) break
    cursor.position += 1
  }
  return { text: cursor.text.slice(position, cursor.position).replaceAll("''", "'"), joinsLines: false }
}

function readDouble(cursor: Cursor): Word {
  let text = ''
  let from = cursor.position
  while (!isBlankOrEnd(peek(cursor)) && peek(cursor) !== code.doubleQuote) {
    if (peek(cursor) !== code.backslash) {
      skip(cursor)
      continue
    }
    text += cursor.text.slice(from, cursor.position)
    if (isBreak(peek(cursor, 1))) {
      cursor.position += 1
      readBreak(cursor)
      return { text, joinsLines: true }
    }
    text += readEscape(cursor)
    from = cursor.position
  }
  return { text: text + cursor.text.slice(from, cursor.position), joinsLines: false }
}

/** Passes blanks and line breaks inside quotes, and gives what they are between two words. */
function readSpace(cursor: Cursor, joinsLines: boolean): string {
  const { position } = cursor
  skipBlanks(cursor)
  if (!isBreak(peek(cursor))) return joinsLines ? '' : cursor.text.slice(position, cursor.position)
  const breaks: string[] = joinsLines ? [''] : []
  while (isBreak(peek(cursor)) || isBlank(peek(cursor))) {
    if (isBreak(peek(cursor))) breaks.push(readBreak(cursor))
    else cursor.position += 1
  }
  return foldBreaks(breaks)
}

/** One line feed is a space, more lose the first one; LS and PS stay what they are. */
export function foldBreaks(breaks: readonly string[]): string {
  if (breaks[0] !== '\n') return breaks.join('')
  return breaks.length === 1 ? ' ' : breaks.slice(1).join('')
}

const namedEscapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\u0007',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\u001b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
}
const codeEscape = /x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})/y

/** Passes an escape; unlike YAML 1.2, YAML 1.1 knows no `\/`, and a surrogate is no character. */
function readEscape(cursor: Cursor): string {
  const { text, position } = cursor
  const name = text.charAt(position + 1)
  if (Object.hasOwn(namedEscapes, name)) {
    cursor.position += 2
    return namedEscapes[name] ?? ''
  }
  codeEscape.lastIndex = position + 1
  const [found = '', two, four, eight] = codeEscape.exec(text) ?? []
  const character = Number.parseInt(two ?? four ?? eight ?? '', 16)
  if (!(character <= 0x10ffff) || (character >= 0xd800 && character <= 0xdfff))
    throw new ScanFault(unknownEscape, position, position + 2)
  cursor.position += 1 + found.length
  return String.fromCodePoint(character)
}

const unknownEscape = 'kubectl does not know an escape in double quotes (nor "\\/" and surrogates)'

import { code, isBlank, isBreak, isDigit } from './characters.ts'
import { columnOf, peek, readBreak, readLine, ScanFault, skipRestOfLine, type Cursor } from './cursor.ts'

/** Scans a block of text (scannerc.go: yaml_parser_scan_block_scalar); `parentIndent` is -1 outside collections. */
export function scanBlock(cursor: Cursor, parentIndent: number): string {
  const isFolded = peek(cursor) === code.greater
  cursor.position += 1
  const { chomping, increment } = readHeader(cursor)
  skipRestOfLine(cursor, 'there is text after the "|" or ">" that starts a block of text')
  const scan = { cursor, parentIndent, indent: increment === 0 ? 0 : Math.max(parentIndent, 0) + increment }
  let text = ''
  let leadingBreak = ''
  let breaks = readBreaks(scan)
  let wasIndented = false
  while (columnOf(cursor) === scan.indent && !Number.isNaN(peek(cursor))) {
    const isIndented = isBlank(peek(cursor))
    const folds = isFolded && !wasIndented && !isIndented && leadingBreak === '\n'
    text += (folds ? (breaks === '' ? ' ' : '') : leadingBreak) + breaks + readLine(cursor)
    wasIndented = isIndented
    leadingBreak = readBreak(cursor)
    breaks = readBreaks(scan)
  }
  if (chomping === '-') return text
  return text + leadingBreak + (chomping === '+' ? breaks : '')
}

/** The chomping indicator and the indentation indicator, in either order; 0 means none. */
function readHeader(cursor: Cursor): { readonly chomping: string; readonly increment: number } {
  let [chomping, increment] = ['', 0]
  const readChomping = (): void => {
    if (peek(cursor) !== code.plus && peek(cursor) !== code.dash) return
    chomping = cursor.text.charAt(cursor.position)
    cursor.position += 1
  }
  readChomping()
  if (isDigit(peek(cursor))) {
    increment = peek(cursor) - code.zero
    if (increment === 0) throw new ScanFault('a block of text cannot be indented by 0', cursor.position)
    cursor.position += 1
    if (chomping === '') readChomping()
  }
  return { chomping, increment }
}

interface BlockScan {
  readonly cursor: Cursor
  readonly parentIndent: number
  /** 0 until it is known. */
  indent: number
}

/** Passes empty lines and indentation; finds the indentation of the block where its header gives none. */
function readBreaks(scan: BlockScan): string {
  const { cursor } = scan
  let [breaks, deepest] = ['', 0]
  for (;;) {
    const mayIndent = (): boolean => scan.indent === 0 || columnOf(cursor) < scan.indent
    while (peek(cursor) === code.space && mayIndent()) cursor.position += 1
    deepest = Math.max(deepest, columnOf(cursor))
    if (peek(cursor) === code.tab && mayIndent()) throw new ScanFault(tabInBlock, cursor.position)
    if (!isBreak(peek(cursor))) break
    breaks += readBreak(cursor)
  }
  if (scan.indent === 0) scan.indent = Math.max(deepest, scan.parentIndent + 1, 1)
  return breaks
}

const tabInBlock =
  'a block of text starts with a tab; kubectl wants spaces there, or an indentation number after "|"'

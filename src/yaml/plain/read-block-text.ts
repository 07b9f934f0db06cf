import { code } from '../scan/characters.ts'
import { passBlanks, startLine, type Lines } from './lines.ts'

/** The sign of a literal or a folded text, and in either order what becomes of the breaks at its end and its indentation. */
const header = /([|>])([-+]?)([1-9]?)([-+]?)\n/y

/**
 * Reads a block of text, which starts at `|` or `>`, with lines that are indented by more than `parent`, and goes to the
 * line after it (YAML 1.2.2, 8.1); undefined where it is empty, or where its indentation takes a second look.
 */
export function readBlockText(lines: Lines, parent: number): string | undefined {
  const { text } = lines
  header.lastIndex = lines.at
  const [found, sign, before = '', increment = '', after = ''] = header.exec(text) ?? []
  if (found === undefined || (before !== '' && after !== '')) return undefined
  const first = header.lastIndex
  const indent = increment === '' ? findIndent(text, first, parent) : parent + Number(increment)
  return indent === undefined
    ? undefined
    : readContent(lines, { first, indent, isFolded: sign === '>', chomping: before + after })
}

/** The indentation of the first line that is not empty; undefined where blanks or a tab make it a question. */
function findIndent(text: string, first: number, parent: number): number | undefined {
  let start = first
  while (text.charCodeAt(start) === code.lineFeed) start += 1
  const end = passBlanks(text, start)
  const character = text.charCodeAt(end)
  const isClear = end - start > parent && character !== code.lineFeed && character !== code.tab
  return isClear ? end - start : undefined
}

interface BlockText {
  /** Where the first line starts. */
  readonly first: number
  readonly indent: number
  readonly isFolded: boolean
  readonly chomping: string
}

function readContent(lines: Lines, { first, indent, isFolded, chomping }: BlockText): string | undefined {
  const { text } = lines
  let [content, start, breaks, mayFold] = ['', first, 0, false]
  for (;;) {
    const at = passIndent(text, start, indent)
    const isEmpty = text.charCodeAt(at) === code.lineFeed
    if (!isEmpty && at < start + indent) break
    const end = isEmpty ? at : text.indexOf('\n', at)
    if (!isEmpty) {
      const folds = isFolded && !startsWithBlank(text, at)
      content += separate(breaks, folds && mayFold) + text.slice(at, end)
      mayFold = folds
    }
    breaks = isEmpty ? breaks + 1 : 1
    start = end + 1
  }
  startLine(lines, start)
  return content === '' ? undefined : content + chomp(breaks, chomping)
}

/** Passes as many blanks as a block is indented by, or as there are. */
function passIndent(text: string, start: number, indent: number): number {
  let at = start
  while (at < start + indent && text.charCodeAt(at) === code.space) at += 1
  return at
}

function startsWithBlank(text: string, at: number): boolean {
  const character = text.charCodeAt(at)
  return character === code.space || character === code.tab
}

/** What is between two lines; a folded text loses the first break, or has a space for the only one (8.1.3). */
function separate(breaks: number, folds: boolean): string {
  if (!folds) return '\n'.repeat(breaks)
  return breaks === 1 ? ' ' : '\n'.repeat(breaks - 1)
}

/** What is left of the breaks after the last line (8.1.1.2). */
function chomp(breaks: number, chomping: string): string {
  if (chomping === '-') return ''
  return '\n'.repeat(chomping === '+' ? breaks : 1)
}

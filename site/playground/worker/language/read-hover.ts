import type { HoverBlock, HoverPart } from '../../language-protocol.ts'

/** So many lines of a hover are shown, and so many characters of a text of the sources. */
const mostLines = 100
const longestText = 300

/**
 * The paragraphs and lists of what `hoverAt` gives, which has no other Markdown than spans of code, items that begin with `- `, and
 * empty lines between blocks.
 */
export function readHover(markdown: string): readonly HoverBlock[] {
  const blocks: { kind: HoverBlock['kind']; lines: (readonly HoverPart[])[] }[] = []
  const lines = markdown.split('\n')
  let last: HoverBlock['kind'] | undefined
  for (const line of lines.slice(0, mostLines)) {
    const isItem = line.startsWith('- ')
    const kind = isItem ? 'list' : 'paragraph'
    if (line === '') {
      last = undefined
      continue
    }
    const parts = readParts(isItem ? line.slice(2) : line)
    if (kind === last) blocks.at(-1)?.lines.push(parts)
    else blocks.push({ kind, lines: [parts] })
    last = kind
  }
  if (lines.length > mostLines) blocks.push({ kind: 'paragraph', lines: [[{ text: '…', isCode: false }]] })
  return blocks
}

/** Spans of code are between runs of backticks of one length (CommonMark 0.31, 6.1). */
function readParts(line: string): readonly HoverPart[] {
  const parts: HoverPart[] = []
  let at = 0
  for (;;) {
    const span = nextSpan(line, at)
    if (span === undefined) break
    if (span.start > at) parts.push({ text: line.slice(at, span.start), isCode: false })
    parts.push({ text: cut(withoutPadding(span.text)), isCode: true })
    at = span.end
  }
  if (at < line.length) parts.push({ text: line.slice(at), isCode: false })
  return parts
}

interface CodeSpan {
  readonly start: number
  readonly end: number
  readonly text: string
}

function nextSpan(line: string, from: number): CodeSpan | undefined {
  const run = /`+/g
  run.lastIndex = from
  const open = run.exec(line)
  if (open === null) return undefined
  const inside = run.lastIndex
  for (let close = run.exec(line); close !== null; close = run.exec(line)) {
    if (close[0].length === open[0].length)
      return { start: open.index, end: run.lastIndex, text: line.slice(inside, close.index) }
  }
  return undefined
}

function withoutPadding(text: string): string {
  return text.startsWith(' ') && text.endsWith(' ') && text.trim() !== '' ? text.slice(1, -1) : text
}

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text
}

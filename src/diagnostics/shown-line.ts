import type { SourceFile } from '../model/source-file.ts'
import { urlCredentials } from './quote.ts'
import type { TextRange } from '../yaml/yaml-problem.ts'
import { hiddenIn } from './hidden-text.ts'

/** A key that says where in a KubeFed object the line stands, and what comes before it. */
const structuralKey =
  /^\s*(?:- )*["']?(?:apiVersion|kind|metadata|name|namespace|spec|template|placement|clusters|clusterSelector|overrides|clusterName|clusterOverrides|path|op)["']?:(?=\s|$)/

/** A line of a file as it may be shown. */
export interface ShownLine {
  readonly text: string
  /** Where a character of the line is in what is shown; what is hidden is where it starts. */
  readonly columnOf: (column: number) => number
}

/**
 * The line of a file between two offsets, with stars for what is hidden of it and for the credentials of URLs.
 *
 * @param isHidden whether all of it is hidden but a key of KubeFed's own
 */
export function shownLine(file: SourceFile, { start, end }: TextRange, isHidden: boolean = false): ShownLine {
  const line = file.text.slice(start, end)
  const found = hiddenIn(file, { start, end })
  const whole = isHidden || found.some(({ isUnread }) => isUnread)
  const ranges: readonly TextRange[] = whole
    ? [{ start: (structuralKey.exec(line)?.[0] ?? '').length, end: line.length }]
    : found.map((each) => ({ start: each.start - start, end: each.end - start }))
  const credentials = [...line.matchAll(urlCredentials)].map(({ index, 0: text }) => {
    return { start: index, end: index + text.length }
  })
  return cover(line, [...ranges, ...credentials])
}

/** Whether a line is a key of KubeFed's own and one value, which is a name. */
export function isStructural(line: string): boolean {
  const [key] = structuralKey.exec(line) ?? []
  return key !== undefined && /^\s*[\w."'-]*\s*$/.test(line.slice(key.length))
}

/** Stars in place of ranges of a line, no more than eight for each so that they do not say how long it is. */
function cover(line: string, ranges: readonly TextRange[]): ShownLine {
  const pieces: { readonly from: number; readonly at: number; readonly isCovered: boolean }[] = []
  let text = ''
  let from = 0
  const show = (end: number): void => {
    pieces.push({ from, at: text.length, isCovered: false })
    text += line.slice(from, end)
    from = Math.max(from, end)
  }
  for (const range of [...ranges].sort((left, right) => left.start - right.start)) {
    const start = Math.max(range.start, from)
    const end = Math.min(range.end, line.length)
    const visible = start + (/^\s*/.exec(line.slice(start, end))?.[0].length ?? 0)
    if (visible >= end) continue
    show(visible)
    pieces.push({ from, at: text.length, isCovered: true })
    text += '*'.repeat(Math.min(end - from, 8))
    from = end
  }
  show(line.length)
  return {
    text,
    columnOf: (column) => {
      const piece = pieces.findLast((each) => each.from <= column)
      return piece === undefined ? column : piece.at + (piece.isCovered ? 0 : column - piece.from)
    },
  }
}

import type { SourceFile } from '../model/source-file.ts'
import { urlCredentials } from '../text/quote.ts'
import type { TextRange } from '../yaml/read/yaml-problem.ts'
import { hiddenIn } from './hidden-text.ts'

/** A key that shows where in a KubeFed object the line is, and what comes before it. */
const structuralKey =
  /^\s*(?:- )*["']?(?:apiVersion|kind|metadata|name|namespace|spec|template|placement|clusters|clusterSelector|overrides|clusterName|clusterOverrides|path|op)["']?:(?=\s|$)/

/** A line of a file as it may be shown. */
export interface ShownLine {
  readonly text: string
  /** Where a character of the line is in what is shown; one that is hidden is where its stars start. */
  readonly startOf: (column: number) => number
  /** The same for the end of a range; after a hidden range, where its stars end. */
  readonly endOf: (column: number) => number
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
  return key !== undefined && /^\s*(?:[\w."'-]+\s*)?$/.test(line.slice(key.length))
}

/** Stars in place of ranges of a line, no more than eight for each so that they do not show how long it is. */
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
  const map = (column: number, isEnd: boolean): number => {
    const index = pieces.findLastIndex((each) => (isEnd ? each.from < column : each.from <= column))
    const piece = pieces[index]
    if (piece === undefined) return column
    if (!piece.isCovered) return piece.at + column - piece.from
    return isEnd ? (pieces[index + 1]?.at ?? text.length) : piece.at
  }
  return { text, startOf: (column) => map(column, false), endOf: (column) => map(column, true) }
}

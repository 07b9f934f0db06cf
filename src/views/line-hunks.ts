import { structuredPatch } from 'diff'
import { compareLines } from '../text/compare-lines.ts'

/** A part of a unified diff: lines count from 1, and each starts with its sign. */
export interface LineHunk {
  readonly oldStart: number
  readonly oldLines: number
  readonly newStart: number
  readonly newLines: number
  readonly lines: readonly string[]
}

const context = 3

/** The shortest diff takes the square of its length in time; what has more lines gets one that takes linear time. */
const longestShortest = 100

/** The parts of a unified diff from one text to another, with three lines around each change. */
export function lineHunks(from: string, to: string): readonly LineHunk[] {
  const patch = structuredPatch('', '', from, to, '', '', { context, maxEditLength: longestShortest })
  return patch?.hunks ?? hunksOf(linesOf(from), linesOf(to))
}

/** Each with its line break. */
function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n)/)
}

function hunksOf(from: readonly string[], to: readonly string[]): readonly LineHunk[] {
  const hunks: { oldStart: number; oldLines: number; newStart: number; newLines: number; lines: string[] }[] =
    []
  let [left, right] = [0, 0]
  for (const run of compareLines(from, to)) {
    if (run.kind === 'changed') {
      const before = Math.min(context, left)
      const last = hunks.at(-1)
      const shown = last === undefined ? 0 : last.oldStart - 1 + last.oldLines
      let hunk = last
      if (hunk === undefined || shown < left - before) {
        const [oldStart, newStart] = [left - before + 1, right - before + 1]
        hunk = { oldStart, oldLines: 0, newStart, newLines: 0, lines: [] }
        hunks.push(hunk)
      }
      addEqual(hunk, from.slice(hunk.oldStart - 1 + hunk.oldLines, left))
      for (const line of from.slice(left, left + run.from)) addLine(hunk.lines, '-', line)
      for (const line of to.slice(right, right + run.to)) addLine(hunk.lines, '+', line)
      hunk.oldLines += run.from
      hunk.newLines += run.to
    } else {
      const last = hunks.at(-1)
      if (last) addEqual(last, from.slice(left, left + Math.min(context, run.from)))
    }
    left += run.from
    right += run.to
  }
  return hunks
}

function addEqual(
  hunk: { oldLines: number; newLines: number; readonly lines: string[] },
  lines: readonly string[],
): void {
  for (const line of lines) addLine(hunk.lines, ' ', line)
  hunk.oldLines += lines.length
  hunk.newLines += lines.length
}

function addLine(lines: string[], sign: string, line: string): void {
  lines.push(sign + line.replace(/\n$/, ''))
  if (!line.endsWith('\n')) lines.push('\\ No newline at end of file')
}

import type { Span } from '../../../model/place.ts'
import type { SourceFile } from '../../../model/source-file.ts'
import { trimEqualEnds } from '../trim-equal-ends.ts'

/** The lines that two versions of a file do not share, as runs of whole lines without the last line's break. */
export interface ChangedLines {
  readonly base: readonly Span[]
  readonly head: readonly Span[]
}

/** A file that one side lacks shares no line with the other. */
export function changedLines(base: SourceFile | undefined, head: SourceFile | undefined): ChangedLines {
  if (base?.text === head?.text) return { base: [], head: [] }
  const [baseLines, headLines] = [linesOf(base), linesOf(head)]
  const kept = commonLines(baseLines, headLines)
  return {
    base: base ? runs(base, baseLines, kept.base) : [],
    head: head ? runs(head, headLines, kept.head) : [],
  }
}

function linesOf(file: SourceFile | undefined): readonly string[] {
  return file === undefined ? [] : file.text.split('\n')
}

function runs(file: SourceFile, lines: readonly string[], kept: Uint8Array): readonly Span[] {
  const spans: Span[] = []
  let offset = 0
  let start: number | undefined
  for (const [index, line] of lines.entries()) {
    if (kept[index] === 1) {
      if (start !== undefined) spans.push({ file, start, end: offset - 1 })
      start = undefined
    } else start ??= offset
    offset += line.length + 1
  }
  return start === undefined ? spans : [...spans, { file, start, end: file.text.length }]
}

/** The lines that both versions share, 1 in the place of each. */
interface KeptLines {
  readonly base: Uint8Array
  readonly head: Uint8Array
}

/** A line of base and the equal line of head, by their indexes. */
type Match = readonly [base: number, head: number]

/** A longest common subsequence of lines; equal beginnings and ends are most of it and are set aside first. */
function commonLines(base: readonly string[], head: readonly string[]): KeptLines {
  const { start, baseEnd, headEnd } = trimEqualEnds(base, head, (left, right) => left === right)
  const kept: KeptLines = { base: new Uint8Array(base.length), head: new Uint8Array(head.length) }
  kept.base.fill(1, 0, start).fill(1, baseEnd)
  kept.head.fill(1, 0, start).fill(1, headEnd)
  for (const [left, right] of shortestEdit(base.slice(start, baseEnd), head.slice(start, headEnd))) {
    kept.base[start + left] = 1
    kept.head[start + right] = 1
  }
  return kept
}

/** More edited lines than this in one file are a new file: the search takes the square of it in memory. */
const mostEdits = 1000

/**
 * The lines kept by the shortest edit script (E. W. Myers, An O(ND) Difference Algorithm and Its Variations, 1986, the
 * greedy algorithm), or none where that is longer than `mostEdits`.
 */
function shortestEdit(base: readonly string[], head: readonly string[]): readonly Match[] {
  /** For each number of edits, the furthest line of base that each diagonal reaches; diagonal k is at k + edits. */
  const reached: Int32Array[] = []
  for (let edits = 0; edits <= Math.min(base.length + head.length, mostEdits); edits++) {
    const furthest = new Int32Array(2 * edits + 1)
    reached.push(furthest)
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = stepFrom(reached[edits - 1], edits, diagonal).x
      while (x < base.length && x - diagonal < head.length && base[x] === head[x - diagonal]) x++
      furthest[diagonal + edits] = x
      if (x >= base.length && x - diagonal >= head.length) return matchesOf(reached, edits, diagonal)
    }
  }
  return []
}

/** From which diagonal one more edit leads to a diagonal, and the line of base that it comes to. */
function stepFrom(
  before: Int32Array | undefined,
  edits: number,
  diagonal: number,
): { readonly x: number; readonly from: number } {
  if (before === undefined) return { x: 0, from: 0 }
  const at = (each: number): number => (Math.abs(each) < edits ? (before[each + edits - 1] ?? 0) : -1)
  const [inserted, deleted] = [at(diagonal + 1), at(diagonal - 1) + 1]
  const inserts = diagonal === -edits || (diagonal !== edits && deleted <= inserted)
  return inserts ? { x: inserted, from: diagonal + 1 } : { x: deleted, from: diagonal - 1 }
}

function matchesOf(reached: readonly Int32Array[], edits: number, diagonal: number): readonly Match[] {
  const matches: Match[] = []
  let current = diagonal
  for (let each = edits; each >= 0; each--) {
    const { x: start, from } = stepFrom(reached[each - 1], each, current)
    for (let x = start; x < (reached[each]?.[current + each] ?? 0); x++) matches.push([x, x - current])
    current = from
  }
  return matches
}

import { locate } from '../../../diagnostics/locate.ts'
import type { Cause } from '../../../model/fleet-diff.ts'
import { fileOf } from '../../../model/place.ts'
import { compareText } from '../../../text/compare-text.ts'

/**
 * Causes by file, line and side, and of those in the very same lines only the first: a person reads a line once. There
 * may be a million, so nothing but numbers is kept of each while they are put in order.
 */
export function eachLineOnce(causes: readonly Cause[]): readonly Cause[] {
  const located = locateLines(causes)
  const order = inOrder(located)
  const kept: Cause[] = []
  let first = -1
  const ends = new Set<number>()
  for (const index of order) {
    if (first === -1 || compareLines(located, first, index) !== 0) {
      first = index
      ends.clear()
    }
    const [end = 0, cause] = [located.ends[index], causes[index]]
    if (cause !== undefined && !ends.has(end)) kept.push(cause)
    ends.add(end)
  }
  return kept
}

/** Causes with their first and last lines, each by its place in the list. */
interface LocatedLines {
  readonly causes: readonly Cause[]
  readonly starts: Uint32Array
  readonly ends: Uint32Array
}

function locateLines(causes: readonly Cause[]): LocatedLines {
  const [starts, ends] = [new Uint32Array(causes.length), new Uint32Array(causes.length)]
  for (const [index, { at }] of causes.entries()) {
    const { line, endLine } = locate(at)
    starts[index] = line
    ends[index] = endLine
  }
  return { causes, starts, ends }
}

/** The places in the list in the order of the lines; causes that start in the same line stay as they are. */
function inOrder(located: LocatedLines): Uint32Array {
  const order = Uint32Array.from(located.causes.keys())
  const isSorted = order.every((each) => each === 0 || compareLines(located, each - 1, each) <= 0)
  return isSorted ? order : order.sort((left, right) => compareLines(located, left, right) || left - right)
}

function compareLines({ causes, starts }: LocatedLines, left: number, right: number): number {
  const [one, other] = [causes[left], causes[right]]
  if (one === undefined || other === undefined) return 0
  return (
    compareText(fileOf(one.at).path, fileOf(other.at).path) ||
    (starts[left] ?? 0) - (starts[right] ?? 0) ||
    compareText(one.side, other.side)
  )
}

import { locateAll } from '../../../diagnostics/locate.ts'
import { printable } from '../../../text/quote.ts'
import type { Cause } from '../../../model/fleet-diff.ts'

/** Lines of a source file that caused a change; they count from 1, and `endLine` is the last. */
export interface LocatedCause {
  readonly side: Cause['side']
  readonly file: string
  readonly line: number
  readonly endLine: number
}

/** The lines of causes, each once, in their order. It parses sources: only for what is printed. */
export function locateCauses(causes: readonly Cause[]): readonly LocatedCause[] {
  const locations = locateAll(causes.map(({ at }) => at))
  const located = causes.flatMap(({ side, at }): readonly LocatedCause[] => {
    const location = locations.get(at)
    if (location === undefined) return []
    const { file, line, endLine, endColumn } = location
    // A block value ends at the start of the line after it.
    const lastLine = endColumn === 1 && endLine > line ? endLine - 1 : endLine
    return [{ side, file: file.path, line, endLine: lastLine }]
  })
  return [...new Map(located.map((each) => [`${each.side} ${formatCause(each)}`, each])).values()]
}

/** `fleet/web.yaml:12`, or `fleet/web.yaml:12-40` for several lines; those of the base are marked as gone. */
export function formatCause(cause: LocatedCause): string {
  return `${printable(cause.file)}:${linesOf(cause)}${cause.side === 'base' ? ' (before)' : ''}`
}

/** `12`, or `12-40` for several lines. */
export function linesOf({ line, endLine }: LocatedCause): string {
  return line === endLine ? String(line) : `${line}-${endLine}`
}

/** Causes without those of the base that the head has in the same lines: a person reads a line once. */
export function withoutTwins(causes: readonly LocatedCause[]): readonly LocatedCause[] {
  const after = new Set(causes.filter(({ side }) => side === 'head').map(formatCause))
  return causes.filter((each) => each.side === 'head' || !after.has(formatCause({ ...each, side: 'head' })))
}

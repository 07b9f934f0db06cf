import { locate } from '../../diagnostics/locate.ts'
import { printable } from '../../text/quote.ts'
import type { Cause } from '../../model/fleet-diff.ts'

/** Lines of a source file that caused a change; they count from 1, and `endLine` is the last. */
export interface LocatedCause {
  readonly side: Cause['side']
  readonly file: string
  readonly line: number
  readonly endLine: number
}

/** The lines of causes, each once, in their order. It parses sources: only for what is printed. */
export function locateCauses(causes: readonly Cause[]): readonly LocatedCause[] {
  const located = causes.map(({ side, at }): LocatedCause => {
    const { file, line, endLine, endColumn } = locate(at)
    // A block value ends at the start of the line after it.
    return { side, file: file.path, line, endLine: endColumn === 1 && endLine > line ? endLine - 1 : endLine }
  })
  return [...new Map(located.map((each) => [`${each.side} ${formatCause(each)}`, each])).values()]
}

/** `fleet/web.yaml:12`, or `fleet/web.yaml:12-40` for several lines; those of the base are marked as gone. */
export function formatCause({ side, file, line, endLine }: LocatedCause): string {
  const lines = line === endLine ? String(line) : `${line}-${endLine}`
  return `${printable(file)}:${lines}${side === 'base' ? ' (before)' : ''}`
}

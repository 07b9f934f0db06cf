import type { Diagnostic } from '@codemirror/lint'
import type { Problem } from '../../protocol.ts'

/** A problem as the editor marks it in a text of the file that is open; none where it is in another file. */
export function diagnosticOf(
  problem: Problem,
  path: string,
  length: number,
  fix: (problem: Problem) => void,
): readonly Diagnostic[] {
  const { at, severity, message, hint, code, isFixable } = problem
  if (at?.path !== path) return []
  const text = hint === undefined ? message : `${message}\n${hint}`
  return [
    {
      from: Math.min(at.from, length),
      to: Math.min(at.to, length),
      severity,
      message: text,
      source: code,
      ...(isFixable && { actions: [{ name: 'Fix', apply: () => fix(problem) }] }),
    },
  ]
}

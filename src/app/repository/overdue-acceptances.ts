import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { AcceptedFinding } from '../../stages/hold/report-judgements.ts'

/**
 * What to report of violations that were accepted until a day that is over: the one thing that the day decides, and never
 * more than a warning, so that a commit is rendered alike on each day.
 *
 * @param now the moment, as `clock` of a terminal has it, in UTC
 */
export function overdueAcceptances(accepted: readonly AcceptedFinding[], now: string): readonly Diagnostic[] {
  const today = now.slice(0, '2027-01-31'.length)
  return accepted.flatMap(({ until, over }) => (until < today ? [over] : []))
}

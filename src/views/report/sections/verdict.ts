import { isDifferent, type FleetDiff, type RiskLevel } from '../../../model/fleet-diff.ts'
import { count } from '../../../text/count.ts'
import { countRisks } from '../../fleet-diff/risk-groups.ts'
import type { FleetReport } from '../report.ts'

/** What the first screen answers to whether a change is safe. */
export interface Verdict {
  /** It gives the banner its colour: a level of risk, errors, nothing at risk, or nothing that could be judged. */
  readonly level: RiskLevel | 'error' | 'none' | 'unknown'
  /** The answer, in one line. */
  readonly title: string
  /** What it means for whoever reviews the change. */
  readonly text: string
}

/** The answer for a report: errors come first, then the worst risk of the change. */
export function judgeReport({ diagnostics, blocked, diff }: FleetReport): Verdict {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  if (blocked) {
    const title = `Errors let nothing be rendered.`
    return { level: 'error', title, text: `${count(errors, 'error')}; what follows is what was planned.` }
  }
  if (diff !== undefined) return judgeChange(diff)
  if (errors > 0) {
    return {
      level: 'error',
      title: count(errors, 'error'),
      text: 'No change can be judged before they are fixed.',
    }
  }
  return {
    level: 'unknown',
    title: 'The state of the fleet',
    text: 'With --base REF the page shows what a change does and what it puts at risk.',
  }
}

const answers: Readonly<Record<RiskLevel, readonly [title: string, text: string]>> = {
  critical: ['Not safe as it is', 'Data or a service is lost if a critical risk comes true.'],
  high: ['Look closely', 'Users may notice if a high risk comes true.'],
  medium: ['Worth a look', 'What is at risk is named below.'],
}

function judgeChange(diff: FleetDiff): Verdict {
  const [worst] = countRisks(diff)
  if (worst !== undefined) {
    const [level, number] = worst
    const [title, text] = answers[level]
    return { level, title: `${title}: ${count(number, `${level} risk`)}`, text }
  }
  if (isDifferent(diff)) {
    return { level: 'none', title: 'No risk was found', text: 'No rule finds a risk in what changes.' }
  }
  return { level: 'none', title: 'Nothing changes', text: 'Every cluster keeps what it has.' }
}

import type { ComparedChange } from '../compare-fleets.ts'
import type { Risk, RiskLevel } from '../../../model/fleet-diff.ts'
import type { RiskContext } from './risk-context.ts'

/** One kind of risk, and how a change is found to have it. */
export interface RiskRule {
  /** The value of `Risk.rule`. */
  readonly name: string
  readonly level: RiskLevel
  /** When it is raised, for the reference: one sentence, Markdown. */
  readonly about: string
  /** The pages that document what Kubernetes, or an agent, does then. */
  readonly citation?: string
  /** Finds the risks of a change; reads nothing but its arguments, and never quotes a Secret's values. */
  readonly find: (change: ComparedChange, context: RiskContext) => readonly Finding[]
}

/** One risk without the rule and the level, which all risks of a rule share. */
export type Finding = Pick<Risk, 'reason' | 'field'>

const seriousness: readonly RiskLevel[] = ['critical', 'high', 'medium']

/** Compares by level, the most serious first. */
export function compareLevels(left: Pick<Risk, 'level'>, right: Pick<Risk, 'level'>): number {
  return seriousness.indexOf(left.level) - seriousness.indexOf(right.level)
}

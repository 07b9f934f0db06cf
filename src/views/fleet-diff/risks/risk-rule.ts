import type { ComparedChange } from '../compare-fleets.ts'
import type { Risk, RiskLevel } from '../../../model/fleet-diff.ts'
import type { RiskContext } from './risk-context.ts'

/** One kind of risk, and how a change is found to have it. */
export interface RiskRule {
  /** As `Risk.rule` has it. */
  readonly name: string
  readonly level: RiskLevel
  /** When it is raised, for the reference: one sentence, Markdown. */
  readonly about: string
  /** The pages that say what Kubernetes, or an agent, does then. */
  readonly citation?: string
  /** What is at risk; reads nothing but its arguments, and never quotes a Secret's values. */
  readonly find: (change: ComparedChange, context: RiskContext) => readonly Finding[]
}

/** A risk but for what all risks of its rule have in common. */
export type Finding = Pick<Risk, 'reason' | 'field'>

const seriousness: readonly RiskLevel[] = ['critical', 'high', 'medium']

/** Compares by level, the most serious first. */
export function compareLevels(left: Pick<Risk, 'level'>, right: Pick<Risk, 'level'>): number {
  return seriousness.indexOf(left.level) - seriousness.indexOf(right.level)
}

import { describeWeakening } from '../../../diagnostics/describe-weakening.ts'
import type { Risk, RiskLevel } from '../../../model/fleet-diff.ts'
import type { Weakening, WeakeningRule } from '../../../model/tenant.ts'

/** One kind of risk that a change of settings brings, whatever the objects do. */
interface SettingRule {
  readonly name: WeakeningRule
  readonly level: RiskLevel
  /** When it is raised, for the reference: one sentence, Markdown. */
  readonly about: string
}

/** The rules about settings, the most serious first. */
export const settingRules: readonly SettingRule[] = [
  {
    name: 'check-weakened',
    level: 'critical',
    about:
      'A setting that a check relies on becomes weaker than in the base, whether or not anything relies on that yet.',
  },
  {
    name: 'prune-approved',
    level: 'high',
    about: '`approvePrune` has one more digest, so a set of files may be deleted.',
  },
]

/** The risks of the settings that a change weakens, the most serious first. */
export function settingRisks(weakenings: readonly Weakening[]): readonly Risk[] {
  return settingRules.flatMap(({ name, level }) =>
    weakenings
      .filter(({ rule }) => rule === name)
      .map((each) => ({ rule: name, level, reason: describeWeakening(each), field: each.setting })),
  )
}

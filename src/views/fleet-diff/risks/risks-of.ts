import type { ComparedChange } from '../compare-fleets.ts'
import type { Risk } from '../../../model/fleet-diff.ts'
import type { RiskContext } from './risk-context.ts'
import { compareLevels, type RiskRule } from './risk-rule.ts'
import { riskRules } from './risk-rules.ts'

/**
 * What is at risk by a change, the most serious first, then in the order of the rules and of the object's fields.
 *
 * @param rules default: those for a change of the sources
 */
export function risksOf(
  change: ComparedChange,
  context: RiskContext,
  rules: readonly RiskRule[] = riskRules,
): readonly Risk[] {
  return rules
    .flatMap(({ name, level, find }): readonly Risk[] =>
      find(change, context).map((finding) => Object.assign({ rule: name, level }, finding)),
    )
    .sort(compareLevels)
}

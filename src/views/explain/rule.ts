import type { Place } from '../../model/place.ts'
import { sourceLine } from '../source-line.ts'
import type { ExplainedRule } from './explanation.ts'

/** A rule as it is found, before its place has become a line. */
export interface Rule extends Pick<ExplainedRule, 'rule' | 'message'> {
  /** Absent where no source holds the rule. */
  readonly at?: Place | undefined
}

/** A rule with the line on which it is written. */
export function explainRule({ rule, message, at }: Rule): ExplainedRule {
  return { rule, message, ...(at && sourceLine(at)) }
}

import { holdsChartAction } from '../read/chart-action.ts'
import { plainKeyText } from '../read/key-text.ts'
import { findDisagreement } from '../read/readers-disagree.ts'
import { plainValue, type ScalarJson } from '../read/scalar-value.ts'
import { resolvePlainScalar } from '../write/plain-scalar.ts'

/** The value of a plain scalar; undefined where it has none in JSON, or where anything is to be noted of it. */
export function agreedValue(text: string): ScalarJson | undefined {
  const value = plainValue(text)
  if (typeof value === 'object' && value !== null) return undefined
  return isNoted(text, value) ? undefined : value
}

/** The text of a plain key; undefined where it has none, merges, or where anything is to be noted of it. */
export function agreedKey(text: string): string | undefined {
  return text === '<<' || isNoted(text, resolvePlainScalar(text)) ? undefined : plainKeyText(text)
}

/** Whether `readNodes` may have a word about a plain scalar: that readers disagree, an ellipsis, an action of a chart. */
function isNoted(text: string, value: ScalarJson): boolean {
  return text === '...' || holdsChartAction(text) || findDisagreement(text, value) !== undefined
}

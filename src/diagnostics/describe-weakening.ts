import type { Weakening } from '../model/tenant.ts'
import { quote } from '../text/quote.ts'

/** What a change does to a setting, and what that weakens: one sentence, for diagnostics and for risks. */
export function describeWeakening({
  setting,
  change,
  effect,
}: Pick<Weakening, 'setting' | 'change' | 'effect'>): string {
  return `The setting ${quote(setting)} ${change}: ${effect}.`
}

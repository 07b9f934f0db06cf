import type { BrokenInvariant } from '../../../model/invariant.ts'
import type { Risk } from '../../../model/fleet-diff.ts'
import { listSome } from '../../../text/list-some.ts'
import { quote } from '../../../text/quote.ts'

/** The rule about invariants, for the reference. */
export const invariantRule = {
  name: 'invariant-broken',
  level: 'critical',
  about: 'A change violates an invariant where that was not violated before.',
} as const

const mostClusters = 8

/** The risks of what a change breaks; what was violated before is only reported. */
export function invariantRisks(broken: readonly BrokenInvariant[]): readonly Risk[] {
  return broken.map(({ name, clusters }) => {
    const where = clusters.length === 0 ? '' : ` in ${listSome(clusters.map(quote), mostClusters)}`
    return {
      rule: invariantRule.name,
      level: invariantRule.level,
      reason: `this change breaks the invariant ${quote(name)}${where}`,
      field: `invariants.${name}`,
    }
  })
}

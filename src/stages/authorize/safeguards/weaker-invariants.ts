import type { Invariant } from '../../../model/invariant.ts'
import { entryAt } from '../../../model/place.ts'
import type { Weakening } from '../../../model/tenant.ts'

/** The fields of an invariant in the order in which a change of them is named. */
const fields = ['expression', 'objects', 'severity', 'accepted'] as const

const effect = 'what violates it may be merged from then on'

/**
 * The invariants of a base that a change drops, or that ask otherwise, weigh otherwise or accept otherwise, wherever they
 * are declared: which of two expressions asks for more nobody can compute. Until the change is merged the base's judge too.
 */
export function findWeakerInvariants(
  base: readonly Invariant[],
  head: readonly Invariant[],
): readonly Weakening[] {
  const after = new Map(head.map((each) => [each.name, each]))
  return base.flatMap((was): readonly Weakening[] => {
    const is = after.get(was.name)
    const changed = fields.filter((field) => JSON.stringify(was[field]) !== JSON.stringify(is?.[field]))
    if (is !== undefined && changed.length === 0) return []
    const change = is === undefined ? 'is gone' : `has another ${changed.join(', ')}`
    return [
      {
        rule: 'check-weakened',
        judge: 'stricter',
        setting: `invariants.${was.name}`,
        change,
        effect,
        ...(is && { at: entryAt(is.at.manifest, is.at.pointer) }),
        baseAt: entryAt(was.at.manifest, was.at.pointer),
      },
    ]
  })
}

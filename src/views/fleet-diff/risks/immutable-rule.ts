import { quote } from '../../../text/quote.ts'
import { equalJson } from '../../../json/equal.ts'
import { stringifyJson } from '../../../json/stringify.ts'
import type { Json } from '../../../model/json.ts'
import { changeOfField, updateOf, type Update } from './changed-field.ts'
import { describe } from './deletion.ts'
import { isJudged } from './judged-change.ts'
import type { RiskRule } from './risk-rule.ts'

/** A field whose change the API server refuses. */
export interface Refusal {
  /** The field, and any other whose change makes it so. */
  readonly pointers: readonly string[]
  /** What it refuses, after "it cannot". */
  readonly what: string
}

/** What a rule for the immutable fields of some kinds is made of. */
export interface ImmutableRule extends Omit<RiskRule, 'find' | 'level'> {
  /** As `Deployment.apps`. */
  readonly kinds: readonly string[]
  /** The page or function by which the API server refuses the change; each refusal here follows it. */
  readonly citation: string
  readonly refusals: (update: Update) => readonly Refusal[]
}

/**
 * A rule that is raised where the API server refuses a change, so that the cluster keeps the object that it has; not of a change that the
 * server's own update strategies have judged.
 */
export function createImmutableRule({ kinds, refusals, ...rule }: ImmutableRule): RiskRule {
  return {
    ...rule,
    level: 'high',
    find: (change, context) => {
      const update = updateOf(change)
      if (!update || !kinds.includes(update.groupKind) || isJudged(change, context)) return []
      return refusals(update).flatMap(({ pointers, what }) => {
        const [changed] = pointers.flatMap((pointer) => changeOfField(change, pointer) ?? [])
        return changed
          ? [
              {
                reason: `${describe(change.object)} is refused by the API server: it cannot ${what}.`,
                field: changed.field,
              },
            ]
          : []
      })
    },
  }
}

/** The refusal of any other value at a pointer, the values being those that the API server compares. */
export function refuseOther(
  pointer: string,
  base: Json | undefined,
  head: Json | undefined,
): readonly Refusal[] {
  if (equalJson(base ?? null, head ?? null)) return []
  const field = pointer.slice(1).replaceAll('/', '.')
  return [{ pointers: [pointer], what: `change ${field}${sayValues(base, head)}` }]
}

/** Whole mappings and lists are in the diff itself. */
function sayValues(base: Json | undefined, head: Json | undefined): string {
  const values = [base, head]
  if (values.some((each) => typeof each === 'object' && each !== null)) return ''
  const [from, to] = values.map((each) => {
    if (each === undefined || each === null) return 'none'
    return typeof each === 'string' ? quote(each) : stringifyJson(each)
  })
  return ` from ${from} to ${to}`
}

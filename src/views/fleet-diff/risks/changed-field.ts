import { groupKindOf } from '../../../kubernetes/group-kind.ts'
import { atPointer } from '../../../json/at-pointer.ts'
import type { ComparedChange } from '../compare-fleets.ts'
import type { FieldChange } from '../../../model/fleet-diff.ts'
import type { Json, JsonObject } from '../../../model/json.ts'

/** Both sides of an object that changes. */
export interface Update {
  readonly change: ComparedChange
  /** As `Deployment.apps`. */
  readonly groupKind: string
  readonly base: JsonObject
  readonly head: JsonObject
}

/** Both sides of a change that leaves an object of the same kind and group; undefined for all others. */
export function updateOf(change: ComparedChange): Update | undefined {
  const { kind, base, head } = change
  if (kind !== 'changed' || base === undefined || head === undefined) return undefined
  return { change, groupKind: groupKindOf(head), base, head }
}

/**
 * The change of the field at a pointer, of something in it, or of what holds it. An object can change differently in
 * some clusters, so that a field that differs between the sides need not belong to this change.
 */
export function changeOfField({ fields }: ComparedChange, pointer: string): FieldChange | undefined {
  return fields.find(({ basePointer, headPointer }) => {
    const changed = headPointer ?? basePointer
    return changed !== undefined && (isWithin(changed, pointer) || isWithin(pointer, changed))
  })
}

/** The values at a pointer on both sides. */
export function valuesAt({ base, head }: Update, pointer: string): readonly [base?: Json, head?: Json] {
  return [atPointer(base, pointer), atPointer(head, pointer)] as readonly [Json, Json]
}

function isWithin(pointer: string, ancestor: string): boolean {
  return pointer === ancestor || pointer.startsWith(`${ancestor}/`)
}

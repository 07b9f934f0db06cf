import { pointerSegments } from '../../json/pointer.ts'
import type { FieldChange, FleetChange } from '../../model/fleet-diff.ts'
import type { JsonObject } from '../../model/json.ts'
import { maskedValue, maskObject, shownAt, type ShownValue } from '../mask-object.ts'

/** What a change shows of an object. */
type Shown = Pick<FleetChange, 'base' | 'head' | 'fields'>

/** A change that shows of what `maskObject` masks only whether it comes, goes or changes. */
export function maskSecrets<Change extends Shown>(change: Change): Change {
  const base = change.base && maskObject(change.base)
  const head = change.head && maskObject(change.head)
  if (base === change.base && head === change.head) return change
  const fields = uniqueFields(change.fields.map((each) => maskField(each, base, head)))
  return { ...change, ...(base && { base }), ...(head && { head }), fields }
}

/** A change inside a masked value is one of the whole value, and several such are one. */
function uniqueFields(fields: readonly FieldChange[]): readonly FieldChange[] {
  return [...new Map(fields.map((each) => [each.field, each])).values()]
}

function maskField(
  change: FieldChange,
  base: JsonObject | undefined,
  head: JsonObject | undefined,
): FieldChange {
  const from = shownIfThere(base, change.basePointer)
  const to = shownIfThere(head, change.headPointer)
  const depth = Math.min(from?.depth ?? Infinity, to?.depth ?? Infinity)
  if (depth < pointerSegments(change.field).length) return maskedAt(change, depth)
  if (change.reordered) return change
  return { ...change, ...(from && { from: from.value }), ...(to && { to: to.value }) }
}

function maskedAt({ basePointer, headPointer, field }: FieldChange, depth: number): FieldChange {
  return {
    basePointer: cut(basePointer ?? headPointer ?? '', depth),
    headPointer: cut(headPointer ?? basePointer ?? '', depth),
    field: cut(field, depth),
    from: maskedValue,
    to: maskedValue,
  }
}

function shownIfThere(object: JsonObject | undefined, pointer: string | undefined): ShownValue | undefined {
  return pointer === undefined ? undefined : shownAt(object ?? null, pointer)
}

function cut(pointer: string, depth: number): string {
  return pointer
    .split('/')
    .slice(0, depth + 1)
    .join('/')
}

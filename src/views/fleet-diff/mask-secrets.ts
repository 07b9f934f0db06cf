import { invariant } from '../../diagnostics/invariant.ts'
import { mentionsSecret } from '../../diagnostics/mentions-secret.ts'
import { getOwn, isArray, isObject } from '../../json/own.ts'
import { pointerSegments } from '../../json/pointer.ts'
import { stringifyJson } from '../../json/stringify.ts'
import type { FieldChange, FleetChange, FleetDiff } from '../../model/fleet-diff.ts'
import type { Json, JsonObject } from '../../model/json.ts'

/** Stands for a value of a Secret; that two of them are equal says nothing. */
export const maskedValue = '<masked>'

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

/**
 * A diff that shows of a Secret's values only whether they come, go or change: those below `data` and `stringData` of
 * every Secret, also one inside another object, and the annotation in which kubectl keeps what it applied, where that
 * may hold one. Their keys are kept.
 */
export function maskSecrets(diff: FleetDiff): FleetDiff {
  return { ...diff, changes: diff.changes.map(maskChange) }
}

function maskChange(change: FleetChange): FleetChange {
  const base = change.base && maskMapping(change.base, false)
  const head = change.head && maskMapping(change.head, false)
  if (base === change.base && head === change.head) return change
  return {
    ...change,
    ...(base && { base }),
    ...(head && { head }),
    fields: uniqueFields(change.fields.map((each) => maskField(each, base, head))),
  }
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
  const { basePointer, headPointer, field } = change
  const from = basePointer === undefined ? undefined : lookUp(base, basePointer)
  const to = headPointer === undefined ? undefined : lookUp(head, headPointer)
  const depth = Math.min(from?.depth ?? Infinity, to?.depth ?? Infinity)
  if (depth < pointerSegments(field).length) {
    const pointer = cut(basePointer ?? headPointer ?? '', depth)
    const both = { basePointer: pointer, headPointer: pointer }
    return { ...both, field: cut(field, depth), from: maskedValue, to: maskedValue }
  }
  if (change.reordered) return change
  return { ...change, ...(from && { from: from.value }), ...(to && { to: to.value }) }
}

/** The value at a pointer or, where that is in a masked value, the masked value; and how deep it is. */
function lookUp(
  object: JsonObject | undefined,
  pointer: string,
): { readonly value: Json; readonly depth: number } {
  const segments = pointerSegments(pointer)
  let value: Json = object ?? null
  for (const [depth, segment] of segments.entries()) {
    if (value === maskedValue) return { value, depth }
    const below: Json | undefined = isArray(value)
      ? value[Number(segment)]
      : isObject(value)
        ? getOwn(value, segment)
        : undefined
    invariant(below !== undefined, `${pointer} is not in the object that it is a pointer of`)
    value = below
  }
  return { value, depth: segments.length }
}

function cut(pointer: string, depth: number): string {
  return pointer
    .split('/')
    .slice(0, depth + 1)
    .join('/')
}

/** The same value if nothing in it is to be masked. */
function mask(value: Json, isInSecret: boolean): Json {
  if (isArray(value)) {
    const items = value.map((each) => mask(each, isInSecret))
    return items.some((each, index) => each !== value[index]) ? items : value
  }
  return isObject(value) ? maskMapping(value, isInSecret) : value
}

function maskMapping(value: JsonObject, isInSecret: boolean): JsonObject {
  const isSecret = getOwn(value, 'kind') === 'Secret'
  const entries = Object.entries(value)
  const masked = entries.map(([key, each]): [string, Json] => {
    if (isSecret && (key === 'data' || key === 'stringData')) return [key, maskValues(each)]
    if (key === lastApplied && (isSecret || isInSecret || mentionsSecret(stringifyJson(each))))
      return [key, maskedValue]
    return [key, mask(each, isSecret || isInSecret)]
  })
  return masked.some(([, each], index) => each !== entries[index]?.[1]) ? Object.fromEntries(masked) : value
}

function maskValues(data: Json): Json {
  if (data === null) return data
  if (!isObject(data)) return maskedValue
  return Object.fromEntries(Object.keys(data).map((key) => [key, maskedValue]))
}

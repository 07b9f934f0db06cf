import type { FieldOrigin, FieldOrigins, OmittedField, OriginatedValue } from '../../model/field-origin.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { maskedValue } from '../fleet-diff/mask-secrets.ts'
import { isSecretValue } from '../secret-value.ts'
import { sourceLine } from '../source-line.ts'
import type { ExplainedField, ExplainedOmission, ExplainedValue } from './explanation.ts'

/** What of an object is explained. */
export interface FieldSelection {
  readonly object: JsonObject
  readonly origins: FieldOrigins
  /** Only what is at or below it; `''` is everything. */
  readonly pointer: string
  /** The arithmetic behind a count that a ReplicaSchedulingPreference gives. */
  readonly arithmetic: readonly string[]
}

/** The fields of an object at a pointer and below it, each with its value and the lines that it comes from. */
export function explainFields(selection: FieldSelection): readonly ExplainedField[] {
  return [...selection.origins.fields]
    .filter(([pointer]) => isAtOrBelow(pointer, selection.pointer))
    .map(([pointer, field]) => explainField(pointer, field, selection))
}

function explainField(
  pointer: string,
  field: FieldOrigin,
  { object, arithmetic }: FieldSelection,
): ExplainedField {
  const isSecret = isSecretValue(object, pointer)
  return {
    pointer,
    ...explainValue(field, isSecret),
    replaced: field.replaced.map((each) => explainValue(each, isSecret)),
    why: field.origin.kind === 'schedule' ? arithmetic : [],
  }
}

/** The fields that the object lacks at a pointer and below it, and what holds the pointer if it lacks that. */
export function explainOmissions({ omitted }: FieldOrigins, selected: string): readonly ExplainedOmission[] {
  return omitted
    .filter(({ pointer }) => isAtOrBelow(pointer, selected) || isAtOrBelow(selected, pointer))
    .map(explainOmission)
}

function explainOmission({ pointer, reason, at }: OmittedField): ExplainedOmission {
  return { pointer, reason, ...sourceLine(at) }
}

function explainValue({ value, origin }: OriginatedValue, isSecret: boolean): ExplainedValue {
  return {
    value: isSecret ? maskedValue : writable(value),
    origin: origin.kind,
    ...(origin.at && sourceLine(origin.at)),
  }
}

/** JSON.stringify takes no bigint. */
function writable(value: Json): Json {
  return typeof value === 'bigint' ? String(value) : value
}

function isAtOrBelow(pointer: string, ancestor: string): boolean {
  return pointer === ancestor || pointer.startsWith(`${ancestor}/`)
}

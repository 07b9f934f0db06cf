import type { FieldOrigins, OmittedField, OriginatedValue } from '../../model/field-origin.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import { isMaskedAt, maskedValue, maskObject } from '../mask-object.ts'
import { sourceLine } from '../source-line.ts'
import type { ExplainedField, ExplainedOmission, ExplainedValue } from './explanation.ts'

/** What of an object is explained. */
export interface FieldSelection {
  readonly object: JsonObject
  readonly origins: FieldOrigins
  /** Only what is at or below it; `''` is everything. */
  readonly pointer: string
  /** The arithmetic of a count that a ReplicaSchedulingPreference sets. */
  readonly arithmetic: readonly string[]
}

/** The fields of an object at a pointer and below it, each with its value and the lines that it comes from. */
export function explainFields({
  object,
  origins,
  pointer: selected,
  arithmetic,
}: FieldSelection): readonly ExplainedField[] {
  const masked = maskObject(object)
  const isMasked = (pointer: string, { value }: OriginatedValue): boolean =>
    masked === object ? value === maskedValue : isMaskedAt(masked, pointer)
  const isMaskedInSource = createSourceMask()
  const explained: ExplainedField[] = []
  for (const [pointer, field] of origins.fields) {
    if (!isAtOrBelow(pointer, selected)) continue
    const hides = isMasked(pointer, field)
    const replaced =
      field.replaced.length === 0
        ? nothing
        : field.replaced.map((each) => explainValue(each, hides || isMaskedInSource(each)))
    const why = field.origin.kind === 'schedule' ? arithmetic : nothing
    explained.push({ pointer, ...explainValue(field, hides), replaced, why })
  }
  return explained
}

/** One list for the many fields that have no values before, or no arithmetic. */
const nothing: readonly never[] = []

/**
 * Decides whether a value that is gone was one of a Secret, of which the object may have nothing left; masks each
 * source once.
 */
function createSourceMask(): (value: OriginatedValue) => boolean {
  const masked = new Map<Manifest, JsonObject>()
  return ({ origin: { at } }) => {
    if (at === undefined) return false
    const { value, file } = at.manifest
    const source = masked.get(at.manifest) ?? maskObject(value, file.secretKinds)
    masked.set(at.manifest, source)
    return isMaskedAt(source, at.pointer)
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

function explainValue({ value, origin }: OriginatedValue, isMasked: boolean): ExplainedValue {
  return {
    value: isMasked ? maskedValue : value,
    origin: origin.kind,
    ...(origin.at && sourceLine(origin.at)),
  }
}

function isAtOrBelow(pointer: string, ancestor: string): boolean {
  return pointer === ancestor || pointer.startsWith(`${ancestor}/`)
}

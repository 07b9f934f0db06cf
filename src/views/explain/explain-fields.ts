import { isAtOrBelow } from '../../json/pointer.ts'
import type { FieldOrigin, FieldOrigins, OmittedField, OriginatedValue } from '../../model/field-origin.ts'
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

/** The first of what there is, and how many more there are. */
export interface Shortened<T> {
  readonly shown: readonly T[]
  readonly rest: number
}

/**
 * The fields of an object at a pointer and below it, each with its value and the lines that it comes from. They are made
 * while they are gone through: there may be a million.
 */
export function explainFields(selection: FieldSelection): Iterable<ExplainedField> {
  const explain = createFieldExplainer(selection)
  return {
    *[Symbol.iterator]() {
      for (const each of selectedFields(selection)) yield explain(each)
    },
  }
}

/** At most so many of the fields, in their order: those that not only the template gives before the others. */
export function explainFirstFields(selection: FieldSelection, most: number): Shortened<ExplainedField> {
  const decided: Numbered[] = []
  const ofTemplate: Numbered[] = []
  let count = 0
  for (const field of selectedFields(selection)) {
    const kept = isOfTemplate(field[1]) ? ofTemplate : decided
    if (kept.length < most) kept.push({ number: count, field })
    count += 1
  }
  const shown = [...decided, ...ofTemplate.slice(0, most - decided.length)]
    .sort((left, right) => left.number - right.number)
    .map(({ field }) => field)
  return { shown: shown.map(createFieldExplainer(selection)), rest: count - shown.length }
}

/** A field with its place among all. */
interface Numbered {
  readonly number: number
  readonly field: LocatedField
}

/** A field of an object by its pointer. */
type LocatedField = readonly [pointer: string, field: FieldOrigin]

function* selectedFields({ origins, pointer: selected }: FieldSelection): Generator<LocatedField> {
  for (const each of origins.fields) if (isAtOrBelow(each[0], selected)) yield each
}

function isOfTemplate({ origin, replaced }: FieldOrigin): boolean {
  return origin.kind === 'template' && replaced.length === 0
}

/** Explains fields of one object, by their pointers; a value of a Secret is masked. */
export function createFieldExplainer({
  object,
  arithmetic,
}: Pick<FieldSelection, 'object' | 'arithmetic'>): (field: LocatedField) => ExplainedField {
  const masked = maskObject(object)
  const isMasked = (pointer: string, { value }: OriginatedValue): boolean =>
    masked === object ? value === maskedValue : isMaskedAt(masked, pointer)
  const isMaskedInSource = createSourceMask()
  return ([pointer, field]) => {
    const hides = isMasked(pointer, field)
    const replaced =
      field.replaced.length === 0
        ? nothing
        : field.replaced.map((each) => explainValue(each, hides || isMaskedInSource(each)))
    const why = field.origin.kind === 'schedule' ? arithmetic : nothing
    return { pointer, ...explainValue(field, hides), replaced, why }
  }
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

/**
 * The fields that the object lacks at a pointer and below it, and what holds the pointer if it lacks that, as they are gone
 * through.
 */
export function explainOmissions(origins: FieldOrigins, selected: string): Iterable<ExplainedOmission> {
  const omitted = selectedOmissions(origins, selected)
  return {
    *[Symbol.iterator]() {
      for (const each of omitted) yield explainOmission(each)
    },
  }
}

/** At most so many of them. */
export function explainFirstOmissions(
  origins: FieldOrigins,
  selected: string,
  most: number,
): Shortened<ExplainedOmission> {
  const omitted = selectedOmissions(origins, selected)
  const shown = omitted.slice(0, most).map(explainOmission)
  return { shown, rest: omitted.length - shown.length }
}

function selectedOmissions({ omitted }: FieldOrigins, selected: string): readonly OmittedField[] {
  return omitted.filter(({ pointer }) => isAtOrBelow(pointer, selected) || isAtOrBelow(selected, pointer))
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

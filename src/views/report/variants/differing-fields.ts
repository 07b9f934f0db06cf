import { compareObjects } from '../../fleet-diff/compare-objects.ts'
import { maskSecrets } from '../../fleet-diff/mask-secrets.ts'
import { maskedValue } from '../../mask-object.ts'
import type { FieldChange } from '../../../model/fleet-diff.ts'
import type { Json, JsonObject } from '../../../model/json.ts'

/** What one variant has in a field in which the variants of its object differ. */
export type VariantValue =
  /** What A has. */
  | 'as-a'
  /** Nothing. */
  | 'absent'
  /** A value of a Secret, which differs from that of A. */
  | 'masked'
  /** It differs from A above or below the field, which another row shows. */
  | 'elsewhere'
  | { readonly value: Json }

/** A field in which the variants of an object differ. */
export interface DifferingField {
  /** As people call it: `/spec/template/spec/containers/[name=web]/image`. */
  readonly field: string
  /** That of each variant, in the order in which they are given; the first is never `as-a`. */
  readonly values: readonly VariantValue[]
}

/** The fields in which some objects differ from the first, in its order, with the values of Secrets masked. */
export function differingFields(variants: readonly JsonObject[]): readonly DifferingField[] {
  const [first, ...others] = variants
  if (first === undefined) return []
  const changes = others.map(
    (each) => new Map(differences(first, each).map((change) => [change.field, change])),
  )
  const fields = new Map(changes.flatMap((each) => [...each]))
  return [...fields].map(([field, change]) => ({
    field,
    values: [valueOf(change.from, change), ...changes.map((each) => valueIn(each, field))],
  }))
}

function differences(first: JsonObject, other: JsonObject): readonly FieldChange[] {
  return maskSecrets({ base: first, head: other, fields: compareObjects(first, other) }).fields
}

function valueIn(changes: ReadonlyMap<string, FieldChange>, field: string): VariantValue {
  const change = changes.get(field)
  if (change !== undefined) return valueOf(change.to, change)
  const isNear = [...changes.keys()].some(
    (each) => each.startsWith(`${field}/`) || field.startsWith(`${each}/`),
  )
  return isNear ? 'elsewhere' : 'as-a'
}

function valueOf(value: Json | undefined, { from, to }: FieldChange): VariantValue {
  if (from === maskedValue && to === maskedValue) return 'masked'
  return value === undefined ? 'absent' : { value }
}

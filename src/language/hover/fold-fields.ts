import { isAtOrBelow } from '../../json/pointer.ts'
import { stringifyJson } from '../../json/stringify.ts'
import type { FieldOrigin, FieldOrigins } from '../../model/field-origin.ts'
import type { Reference } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { ObjectPlan } from '../../model/render-plan.ts'
import { fieldOrigins } from '../../stages/plan/field-origins.ts'
import { quote } from '../../text/quote.ts'
import { createFieldExplainer } from '../../views/explain/explain-fields.ts'
import type { ExplainedField } from '../../views/explain/explanation.ts'
import { omissionWords, originWords } from '../../views/explain/origin-words.ts'
import { formatSourceLine } from '../../views/source-line.ts'

/** What a field is in some clusters, and what made it so. */
export interface FoldedValue {
  /** As JSON, a value of a Secret masked; absent where the clusters have no such field. */
  readonly value?: string
  readonly why: string
  /** Sorted. */
  readonly clusters: readonly string[]
}

/** A field of an object, by what it is in the clusters; the most clusters first. */
export interface FoldedField {
  /** From the object's root. */
  readonly pointer: string
  readonly values: readonly FoldedValue[]
}

/** The fields that a part of the sources decides about. */
export interface FoldedFields {
  readonly fields: readonly FoldedField[]
  /** Whether there are more variants, or more fields, than are looked at. */
  readonly isCut: boolean
}

/** More variants are not looked at: nobody reads on, and each costs as much as making its object. */
const mostVariants = 40
/** More fields of an object are not looked at. */
const mostFields = 20_000
/** More of them are not folded. */
const mostFolded = 500

/**
 * The fields of an object that have their value from a part of the sources, or would have it if nothing put another in its
 * place, by what they are in each cluster.
 *
 * @param isMeant whether a place is in that part
 */
export function foldFields(
  plan: ObjectPlan,
  config: RenderConfig,
  isMeant: (at: Reference) => boolean,
): FoldedFields {
  const found = new Map<string, Map<string, FoldedValue>>()
  const variants = plan.variants.slice(0, mostVariants)
  let isCut = variants.length < plan.variants.length
  const origins = variants.map(({ clusters }) => fieldOrigins(plan, clusters[0] ?? '', config))
  const pointers = new Set<string>()
  for (const each of origins) isCut = addPointers(each, isMeant, pointers) || isCut
  for (const [index, { object, clusters }] of variants.entries()) {
    const ofVariant = origins[index]
    if (ofVariant === undefined) continue
    const explain = createFieldExplainer({ object, arithmetic: [] })
    for (const pointer of pointers) {
      const field = ofVariant.at(pointer)
      const value = field ? describeField(explain([pointer, field])) : describeAbsence(pointer, ofVariant)
      const values = found.get(pointer) ?? new Map<string, FoldedValue>()
      found.set(pointer, values)
      const key = JSON.stringify([value.value, value.why])
      const known = values.get(key)
      values.set(key, { ...value, clusters: [...(known?.clusters ?? []), ...clusters].sort() })
    }
  }
  const fields = [...found].map(([pointer, values]) => ({ pointer, values: byExtent([...values.values()]) }))
  return { fields, isCut }
}

/** Adds the pointers of the fields that are meant; whether there are more than are looked at. */
function addPointers(
  { fields }: FieldOrigins,
  isMeant: (at: Reference) => boolean,
  pointers: Set<string>,
): boolean {
  let count = 0
  for (const [pointer, { origin, replaced }] of fields) {
    count += 1
    if (count > mostFields || pointers.size === mostFolded) return true
    const places = [origin, ...replaced.map((each) => each.origin)]
    if (places.some(({ at }) => at !== undefined && isMeant(at))) pointers.add(pointer)
  }
  return false
}

function describeField(field: ExplainedField): Omit<FoldedValue, 'clusters'> {
  const [before] = field.replaced
  const source = field.file === undefined ? '' : `, ${formatSourceLine(field)}`
  const instead = before === undefined ? '' : `, in place of ${formatValue(before)}`
  return { value: formatValue(field), why: `${originWords[field.origin]}${source}${instead}` }
}

function describeAbsence(pointer: string, { omitted }: FieldOrigins): Omit<FoldedValue, 'clusters'> {
  const reason = omitted.find((each) => isAtOrBelow(pointer, each.pointer))
  return { why: reason ? omissionWords[reason.reason] : 'it is not there' }
}

function formatValue({ value }: Pick<FieldOrigin, 'value'>): string {
  return typeof value === 'string' ? quote(value) : stringifyJson(value)
}

function byExtent(values: readonly FoldedValue[]): readonly FoldedValue[] {
  return values.toSorted((left, right) => right.clusters.length - left.clusters.length)
}

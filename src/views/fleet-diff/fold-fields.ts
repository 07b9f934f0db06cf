import { stringifyJson } from '../../json/stringify.ts'
import { compareText } from '../../text/compare-text.ts'
import type { FieldChange } from '../../model/fleet-diff.ts'
import { groupBy } from '../../text/group-by.ts'
import type { JsonObject } from '../../model/json.ts'

/** The clusters in which an object goes from one variant to one other, and how the two differ. */
export interface ChangedVariant {
  readonly base: JsonObject
  readonly head: JsonObject
  /** Sorted. */
  readonly clusters: readonly string[]
  readonly fields: readonly FieldChange[]
}

/**
 * One entry for each set of variants that have changes of fields in common, with those that none of the others has:
 * two variants whose images change alike and whose replicas do not are three entries. The objects and the pointers are
 * those of the first cluster.
 */
export function foldFields(variants: readonly ChangedVariant[]): readonly ChangedVariant[] {
  if (variants.length <= 1) return variants
  const byFirstCluster = [...variants].sort((left, right) =>
    compareText(firstCluster(left), firstCluster(right)),
  )
  const occurrences = byFirstCluster.flatMap((variant) => variant.fields.map((field) => ({ field, variant })))
  const alike = groupBy(occurrences, ({ field }) => keyOf(field)).values()
  const ofSameVariants = groupBy(alike, (each) => each.map(({ variant }) => firstCluster(variant)).join('\n'))
  return [...ofSameVariants.values()].flatMap((changes) => {
    const members = changes[0]?.map(({ variant }) => variant) ?? []
    const [first] = members
    if (first === undefined) return []
    const clusters = members.flatMap((each) => each.clusters).sort(compareText)
    const fields = changes.flatMap(([occurrence]) => occurrence?.field ?? [])
    return [{ base: first.base, head: first.head, clusters, fields }]
  })
}

/** No two variants share a cluster, so it distinguishes them. */
function firstCluster({ clusters }: ChangedVariant): string {
  return clusters[0] ?? ''
}

/** The same text for changes that are the same, wherever in the lists of each variant they are. */
function keyOf({ field, from, to, reordered }: FieldChange): string {
  const values = [from, to].map((value) => (value === undefined ? '' : stringifyJson(value)))
  return [field, ...values, reordered ?? ''].join('\n')
}

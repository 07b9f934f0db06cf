import type { ComparedChange } from '../compare-fleets.ts'
import type { Json } from '../../../model/json.ts'
import { changeOfField, updateOf, valuesAt } from './changed-field.ts'

const pointer = '/spec/replicas'

/** How the count of a workload's replicas changes; a side is absent where none is rendered. */
export interface ReplicasChange {
  readonly from: number | undefined
  readonly to: number | undefined
  /** In the form of `FieldChange.field`. */
  readonly field: string
}

/** The change of `spec.replicas`; undefined where it does not change, or is not a count on both sides. */
export function replicasChange(change: ComparedChange): ReplicasChange | undefined {
  const update = updateOf(change)
  if (!update || !changeOfField(change, pointer)) return undefined
  const [from, to] = valuesAt(update, pointer)
  return isCount(from) && isCount(to) && from !== to ? { from, to, field: pointer } : undefined
}

function isCount(value: Json | undefined): value is number | undefined {
  return value === undefined || (typeof value === 'number' && Number.isInteger(value) && value >= 0)
}

import type { FieldOrigins, Origin } from '../../model/field-origin.ts'
import type { Cause, FieldChange } from '../../model/fleet-diff.ts'
import type { Fleet } from '../../model/fleet.ts'
import { valueAt } from '../../model/place.ts'
import type { ObjectPlan } from '../../model/render-plan.ts'
import type { ComparedChange } from '../fleet-diff/compare-fleets.ts'

/** Why the object that a cluster gets has each of its fields. */
export type FindOrigins = (plan: ObjectPlan, cluster: string) => FieldOrigins

/**
 * Finds where the sources give the fields of a change their values, one place for each field; for an object that is
 * missing in a cluster, the federated object. None for DNSEndpoints, which are planned from more than one.
 */
export function findFieldCauses(
  fleet: Fleet,
  originsOf: FindOrigins,
): (change: ComparedChange) => readonly Cause[] {
  const plans = new Map(fleet.objects.map(({ path, plan }) => [path, plan]))
  return ({ kind, object, clusters, fields }) => {
    const [plan, cluster] = [plans.get(object.path), clusters[0]]
    if (plan === undefined || cluster === undefined) return []
    if (kind === 'added') {
      return [{ side: 'head', at: valueAt(plan.federatedObject.manifest, '/metadata/name') }]
    }
    const pointers = fields.map(renderedPointer)
    const origins = originsAt(originsOf(plan, cluster), new Set(pointers))
    return pointers.flatMap((pointer): readonly Cause[] => {
      const at = origins.get(pointer)?.at
      return at === undefined ? [] : [{ side: 'head', at }]
    })
  }
}

/**
 * The origin of the first field at or below each of some pointers, found in one walk: a large object may have a million
 * fields, of which as many change.
 */
function originsAt(
  { fields }: Pick<FieldOrigins, 'fields'>,
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, Origin> {
  const found = new Map<string, Origin>()
  const passed = new Set<string>()
  for (const [field, { origin }] of fields) {
    for (let pointer = field; !passed.has(pointer); pointer = holderOf(pointer)) {
      // What holds a pointer that was passed has been passed with it; no other field has the pointer of a field.
      if (pointer !== field) passed.add(pointer)
      if (wanted.has(pointer) && !found.has(pointer)) found.set(pointer, origin)
      if (pointer === '') break
    }
  }
  return found
}

function holderOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'))
}

/** The pointer in the rendered object, which has of what is taken away only what held it. */
function renderedPointer({ headPointer, basePointer = '' }: FieldChange): string {
  return headPointer ?? holderOf(basePointer)
}

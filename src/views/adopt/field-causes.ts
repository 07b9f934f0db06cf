import type { FieldOrigins } from '../../model/field-origin.ts'
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
    const origins = [...originsOf(plan, cluster).fields]
    return fields.flatMap((field): readonly Cause[] => {
      const pointer = renderedPointer(field)
      const [, found] = origins.find(([each]) => each === pointer || each.startsWith(`${pointer}/`)) ?? []
      return found?.origin.at === undefined ? [] : [{ side: 'head', at: found.origin.at }]
    })
  }
}

/** The pointer in the rendered object, which has of what is taken away only what held it. */
function renderedPointer({ headPointer, basePointer = '' }: FieldChange): string {
  return headPointer ?? basePointer.slice(0, basePointer.lastIndexOf('/'))
}

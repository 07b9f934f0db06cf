import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Fleet } from '../../model/fleet.ts'
import { valueAt } from '../../model/place.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import { retainedObjects } from '../retained-objects.ts'

/** Reports `delivery-replicas-reset` for each object whose replicas Flux would set again and again. */
export function checkRetained(fleet: Fleet): readonly Diagnostic[] {
  return retainedObjects(fleet).flatMap(({ plan }) => {
    if (plan === undefined) return []
    const { manifest, kind } = plan.federatedObject
    const parameters = { kind, name: qualifiedName(plan.federatedObject) }
    const at = valueAt(manifest, '/spec/retainReplicas')
    return [createDiagnostic('delivery-replicas-reset', parameters, { at, subject: manifest })]
  })
}

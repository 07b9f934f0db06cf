import { createDiagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts'
import type { DeliveryUnit } from './delivery-units.ts'

/** A label's value; Argo CD up to 2.14 by default and Flux write the name into a label of every object. */
const longestName = 63

/**
 * Checks the names of units, `kind` being what an agent calls them, as `Kustomization`. Reports `delivery-name-taken`
 * and `delivery-name-too-long`.
 */
export function checkUnitNames(units: readonly DeliveryUnit[], kind: string): readonly Diagnostic[] {
  const first = new Map<string, DeliveryUnit>()
  return units.flatMap((unit) => {
    const { name, cluster } = unit
    const other = first.get(name)
    first.set(name, other ?? unit)
    if (other !== undefined) {
      const clusters = [other.cluster.name, cluster.name]
      return [createDiagnostic('delivery-name-taken', { kind, name, clusters })]
    }
    return name.length > longestName ? [createDiagnostic('delivery-name-too-long', { kind, name })] : []
  })
}

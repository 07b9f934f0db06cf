import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { nearest } from '../../text/nearest.ts'
import type { ArgoCDConfig, DeliveryPlace } from '../../model/delivery-config.ts'
import type { Fleet } from '../../model/fleet.ts'
import { checkPath } from '../check-path.ts'
import { checkUnitNames } from '../check-unit-names.ts'
import { deliveryUnits, type DeliveryUnit } from '../delivery-units.ts'
import { unitSizes } from '../unit-sizes.ts'

/** What Argo CD reads of a directory by default, 10M (Argo CD: argocd-repo-server, --max-combined-directory-manifests-size). */
const maximalDirectorySize = 10_000_000

/**
 * Checks what Argo CD is to deliver. Reports `delivery-cluster-unknown`, `delivery-name-taken`, `delivery-name-too-long`,
 * `delivery-path-differs` and `delivery-too-large`.
 */
export function checkArgoCD(fleet: Fleet, config: ArgoCDConfig, place: DeliveryPlace): readonly Diagnostic[] {
  const units = deliveryUnits(fleet, config.granularity)
  return [
    ...checkPath('delivery.argocd', config, place),
    ...checkNamedClusters(fleet, config),
    ...checkUnitNames(units, 'Application'),
    ...checkSizes(fleet, units, config),
  ]
}

function checkNamedClusters(fleet: Fleet, config: ArgoCDConfig): readonly Diagnostic[] {
  const known = new Set(fleet.clusters.map((cluster) => cluster.name))
  const check = (setting: string, clusters: readonly string[]): readonly Diagnostic[] =>
    clusters
      .filter((cluster) => !known.has(cluster))
      .map((cluster) =>
        createDiagnostic('delivery-cluster-unknown', { setting, cluster, nearest: nearest(cluster, known) }),
      )
  return [
    ...check('delivery.argocd.destinations', Object.keys(config.destinations)),
    ...config.projects.flatMap(({ clusters = [] }) => check('delivery.argocd.projects', clusters)),
  ]
}

function checkSizes(
  fleet: Fleet,
  units: readonly DeliveryUnit[],
  { granularity }: ArgoCDConfig,
): readonly Diagnostic[] {
  const sizes = unitSizes(fleet, units)
  return units.flatMap((unit) => {
    const bytes = sizes.get(unit) ?? 0
    if (bytes <= maximalDirectorySize) return []
    const parameters = { name: unit.name, bytes, canSplit: granularity === 'cluster' }
    return [createDiagnostic('delivery-too-large', parameters)]
  })
}

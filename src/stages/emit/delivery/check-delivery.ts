import { createDiagnostic, type Diagnostic } from '../../../diagnostics/diagnostic.ts'
import { nearest } from '../../../text/nearest.ts'
import type { ArgoCDConfig, DeliveryConfig } from '../../../model/delivery-config.ts'
import type { Fleet } from '../../../model/fleet.ts'
import { valueAt } from '../../../model/place.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import { deliveryUnits, type DeliveryUnit } from './delivery-units.ts'
import { retainedObjects } from './retained-objects.ts'
import { unitSizes } from './unit-sizes.ts'

/** What Argo CD reads of a directory by default, 10M (Argo CD: argocd-repo-server, --max-combined-directory-manifests-size). */
const maximalDirectorySize = 10_000_000

/** A label's value; both agents write the name into a label of every object, Argo CD up to 2.14 by default. */
const longestName = 63

/**
 * Checks what is to be delivered by the agents that are configured. Reports `delivery-cluster-unknown`,
 * `delivery-name-taken`, `delivery-name-too-long`, `delivery-too-large` and `delivery-replicas-reset`.
 */
export function checkDelivery(fleet: Fleet, { argocd, flux }: DeliveryConfig): readonly Diagnostic[] {
  return [
    ...(argocd ? checkArgoCD(fleet, argocd) : []),
    ...(flux ? checkNames(deliveryUnits(fleet, flux.granularity), 'Kustomization') : []),
    ...(flux ? checkRetained(fleet) : []),
  ]
}

function checkArgoCD(fleet: Fleet, config: ArgoCDConfig): readonly Diagnostic[] {
  const units = deliveryUnits(fleet, config.granularity)
  return [
    ...checkNamedClusters(fleet, config),
    ...checkNames(units, 'Application'),
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

function checkNames(units: readonly DeliveryUnit[], kind: string): readonly Diagnostic[] {
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

function checkRetained(fleet: Fleet): readonly Diagnostic[] {
  return retainedObjects(fleet).flatMap(({ plan }) => {
    if (plan === undefined) return []
    const { manifest, kind } = plan.federatedObject
    const parameters = { kind, name: qualifiedName(plan.federatedObject) }
    const at = valueAt(manifest, '/spec/retainReplicas')
    return [createDiagnostic('delivery-replicas-reset', parameters, { at, subject: manifest })]
  })
}

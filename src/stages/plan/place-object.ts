import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { isNamespaceType } from '../../kubefed/is-namespace-type.ts'
import { unpropagatedNamespaces } from '../../kubefed/unpropagated-namespaces.ts'
import { readLabelSelector, type LabelSelectorFault } from '../../kubernetes/label-selector.ts'
import { clusterNames } from '../../model/cluster.ts'
import type { FederatedObject, Federation } from '../../model/federation.ts'
import { valueAt, keyAt } from '../../model/place.ts'
import { clusterNamePointer, clusterSelectorPointer } from '../../model/placement-fields.ts'
import type { NeverPropagated, Placement, ReplicaDivision } from '../../model/render-plan.ts'
import { nearest } from '../../text/nearest.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import { computeNamespacedPlacement } from './compute-namespaced-placement.ts'
import { computePlacement, type PlacementResult } from './compute-placement.ts'
import { reportEmptySelector } from './report-empty-selector.ts'

/**
 * Where a federated object goes (KubeFed: pkg/controller/sync/resource.go, ComputePlacement, and accessor.go for what
 * a control plane sees at all); a schedule takes the place of its own placement. Reports `cluster-selector-invalid`, `namespace-not-federated`, `unknown-cluster`,
 * `outside-system-namespace`, `cluster-scoped-target`, `namespace-never-propagated`, `placed-nowhere`,
 * `selector-selects-none` and `cluster-selector-unused`.
 */
export function placeObject(
  object: FederatedObject,
  federation: Federation,
  division: ReplicaDivision | undefined,
  report: Report,
): Placement {
  const { manifest, kind } = object
  const name = qualifiedName(object)
  if (federation.controlPlane.scope === 'Namespaced') {
    const { systemNamespace: system } = federation.controlPlane
    if (isNamespaceType(object.type) && object.name === system && object.namespace === system) {
      reportNeverPropagated(object, report)
      return neverPropagated(object, 'namespace-never-propagated')
    }
    if (object.type.targetType.scope === 'Cluster' || isNamespaceType(object.type)) {
      const at = valueAt(manifest, '/kind')
      report(createDiagnostic('cluster-scoped-target', { kind, name }, { at, subject: manifest }))
      return neverPropagated(object, 'cluster-scoped-target')
    }
    if (object.namespace !== system) {
      const at = keyAt(manifest, '/metadata/namespace')
      report(createDiagnostic('outside-system-namespace', { kind, name, system }, { at, subject: manifest }))
      return neverPropagated(object, 'outside-system-namespace')
    }
  }
  reportUnknownClusters(object, federation, report)
  if (division === undefined) reportUnusedSelector(object, report)
  return isNamespaceType(object.type) || object.type.targetType.scope === 'Cluster'
    ? placeByItself(object, federation, report)
    : placeInNamespace(object, federation, division, report)
}

function placeByItself(object: FederatedObject, federation: Federation, report: Report): Placement {
  const result = computePlacement(object.placement, federation.clusters)
  if (result.clusters === undefined) return reportFaults(object, result.faults, report)
  if (isNamespaceType(object.type)) {
    const { systemNamespace } = federation.controlPlane
    if (object.name !== object.namespace) return neverPropagated(object, 'federated-namespace-name')
    if (unpropagatedNamespaces.has(object.namespace) || object.namespace === systemNamespace) {
      reportNeverPropagated(object, report)
      return { ...chosen(object, result, result.clusters), clusters: [], never: 'namespace-never-propagated' }
    }
  }
  return reportNowhere(object, chosen(object, result, result.clusters), federation, report)
}

function reportNeverPropagated({ manifest, name }: FederatedObject, report: Report): void {
  const at = valueAt(manifest, '/metadata/name')
  report(createDiagnostic('namespace-never-propagated', { namespace: name }, { at, subject: manifest }))
}

function placeInNamespace(
  object: FederatedObject,
  federation: Federation,
  division: ReplicaDivision | undefined,
  report: Report,
): Placement {
  const { manifest, kind, name, namespace = '' } = object
  const federatedNamespace = federation.federatedNamespaces.get(namespace)
  const { scope } = federation.controlPlane
  const { schedule } = division ?? {}
  const result = computeNamespacedPlacement(
    schedule ? { ...object.placement, clusters: schedule.candidates } : object.placement,
    federatedNamespace?.placement,
    federation.clusters,
    scope,
  )
  if (result.clusters === undefined) {
    // A fault of the FederatedNamespace is reported there, once, and not for each object in it.
    return reportFaults(object, result.inNamespace === true ? [] : result.faults, report)
  }
  const own = chosen(object, result, result.chosen ?? result.clusters)
  const placement =
    division && schedule ? { ...own, chosenBy: keyAt(division.preference.manifest, '/spec') } : own
  if (federatedNamespace !== undefined) {
    return reportNowhere(object, { ...placement, namespace: federatedNamespace }, federation, report)
  }
  if (scope === 'Namespaced') return reportNowhere(object, placement, federation, report)
  const at = valueAt(manifest, '/metadata/namespace')
  const fix = { kind: 'federate-namespace' as const, namespace }
  report(
    createDiagnostic('namespace-not-federated', { kind, name, namespace }, { at, subject: manifest, fix }),
  )
  return { ...placement, reason: 'NamespaceNotFederated' }
}

function chosen(
  object: FederatedObject,
  result: PlacementResult & { readonly clusters: readonly string[] },
  own: readonly string[],
): Placement {
  const chosenBy = keyAt(object.manifest, result.chosenBy)
  return { reason: '', clusters: result.clusters, chosen: own, chosenBy }
}

function neverPropagated(object: FederatedObject, never: NeverPropagated): Placement {
  return { ...nowhere(object, ''), never }
}

function nowhere(object: FederatedObject, reason: Placement['reason']): Placement {
  return { reason, clusters: [], chosen: [], chosenBy: keyAt(object.manifest, '/spec/placement') }
}

function reportFaults(
  object: FederatedObject,
  faults: readonly LabelSelectorFault[],
  report: Report,
): Placement {
  const { manifest } = object
  for (const { pointer, atKey = false, problem } of faults) {
    const at = (atKey ? keyAt : valueAt)(manifest, `${clusterSelectorPointer}${pointer}`)
    report(createDiagnostic('cluster-selector-invalid', { problem }, { at, subject: manifest }))
  }
  return nowhere(object, 'ComputePlacementFailed')
}

/** A preference may divide by the selector beside the list (KubeFed: intersectWithClusterSelector). */
function reportUnusedSelector({ manifest, placement }: FederatedObject, report: Report): void {
  const { clusters, clusterSelector } = placement
  if (clusters === undefined) return
  // KubeFed writes an empty selector beside its lists itself.
  const { requirements = [] } = readLabelSelector(clusterSelector)
  if (requirements.length === 0) return
  const at = keyAt(manifest, clusterSelectorPointer)
  report(createDiagnostic('cluster-selector-unused', {}, { at, subject: manifest }))
}

function reportUnknownClusters(
  { manifest, placement }: FederatedObject,
  { clusters }: Federation,
  report: Report,
): void {
  // An inventory without any cluster is reported once, not once for each name.
  if (clusters.length === 0) return
  const known = clusterNames(clusters)
  placement.clusters?.forEach((cluster, index) => {
    if (known.has(cluster)) return
    const at = valueAt(manifest, clusterNamePointer(index))
    const parameters = { cluster, nearest: nearest(cluster, known) }
    report(createDiagnostic('unknown-cluster', parameters, { at, subject: manifest }))
  })
}

function reportNowhere(
  object: FederatedObject,
  placement: Placement,
  { clusters }: Federation,
  report: Report,
): Placement {
  const { manifest, kind } = object
  if (placement.clusters.length === 0 && clusters.length > 0) {
    if (placement.chosen.length === 0 && reportEmptySelector(object, clusters, report)) return placement
    const limit = placement.chosen.length > 0 ? placement.namespace?.name : undefined
    const parameters = { kind, name: qualifiedName(object), limit }
    report(createDiagnostic('placed-nowhere', parameters, { at: placement.chosenBy, subject: manifest }))
  }
  return placement
}

import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { targetNamespace } from '../../kubefed/target-namespace.ts'
import { noMemo, type Memo } from '../../memo/memo.ts'
import { compareText } from '../../text/compare-text.ts'
import type { DNSRecord } from '../../model/dns-record.ts'
import type { HeldRule } from '../../model/file-tree.ts'
import type { Fleet, FleetObject } from '../../model/fleet.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'
import { defaultRenderConfig, type DNSConfig } from '../../model/render-config.ts'
import type { ObjectPlan, RenderPlan } from '../../model/render-plan.ts'
import { heldDNS, layOutDNS, withoutRecords } from './dns-endpoints.ts'
import { clusterDirectory, targetPath, typeDirectory } from '../../output/layout.ts'
import { groupBy } from '../../text/group-by.ts'
import { joinVariants } from './join-variants.ts'

/** What of a plan is laid out. */
export interface LayOutOptions {
  /** Where DNSEndpoints go. Default: as without a configuration. */
  readonly dns?: DNSConfig
  /** Objects that are held in place of being rendered. */
  readonly objectsInError?: ReadonlySet<ObjectPlan>
  /** DNS records whose DNSEndpoints are held in place of being rendered. */
  readonly recordsInError?: ReadonlySet<DNSRecord>
  /** Whether parts of the sources could not be read, so that nothing can be known to be gone. */
  readonly sourcesInError?: boolean
}

/**
 * What of a plan is rendered, where it goes, and what is held. Reports `output-path-collision` where two objects share
 * a path on a case-insensitive file system, or one of them is the DNSEndpoint of a record.
 */
export function layOut(
  planned: RenderPlan,
  options: LayOutOptions = {},
  { remember }: Pick<Memo, 'remember'> = noMemo,
): DiagnosticResult<Fleet> {
  const plan = withoutRecords(planned, options.recordsInError)
  const { dns = defaultRenderConfig.dns } = options
  const rendered = plan.objects.filter((each) => isRendered(each, plan) && !options.objectsInError?.has(each))
  const layOutWhole = (each: ObjectPlan): FleetObject =>
    remember('lay out', each, {}, () => layOutObject(each))
  const parts = groupBy(rendered, ({ federatedObject, part }) => part && targetPath(federatedObject))
  const objects = [...parts]
    .flatMap(([path, plans]) => (path === undefined ? plans.map(layOutWhole) : layOutParts(plans)))
    .sort(comparePaths)
  const endpoints = layOutDNS(plan, dns)
  const belongsToCluster = ({ variants }: FleetObject): boolean =>
    variants.some((each) => each.clusters.length > 0)
  const inCluster = endpoints.filter(belongsToCluster)
  const fleet: Fleet = {
    clusters: plan.federation.clusters.map(({ name, labels }) => ({ name, labels })),
    objects: inCluster.length === 0 ? objects : [...objects, ...inCluster].sort(comparePaths),
    dns: endpoints.filter((each) => !belongsToCluster(each)),
    held: [...heldRules(plan, options), ...heldDNS(plan, dns)],
  }
  return [fleet, collisions(fleet.objects)]
}

function comparePaths(left: FleetObject, right: FleetObject): number {
  return compareText(left.path, right.path)
}

/** The one object of the plans that are parts of it, since waves are held at several commits. */
function layOutParts(plans: readonly ObjectPlan[]): readonly FleetObject[] {
  const [first, ...heldPlans] = plans
  return first === undefined ? [] : [{ ...layOutObject(first), variants: joinVariants(plans), heldPlans }]
}

function layOutObject(plan: ObjectPlan): FleetObject {
  const { type, name } = plan.federatedObject
  const namespace = targetNamespace(plan.federatedObject)
  return {
    path: targetPath(plan.federatedObject),
    type: type.name,
    kind: type.targetType.kind,
    ...(namespace !== undefined && { namespace }),
    name,
    variants: plan.variants,
    plan,
  }
}

function isRendered({ federatedObject: { type } }: ObjectPlan, { federation }: RenderPlan): boolean {
  return type.propagation === 'Enabled' && federation.controlPlane.pushReconciler
}

function heldRules({ federation, objects }: RenderPlan, options: LayOutOptions): readonly HeldRule[] {
  const { controlPlane, types, clusters } = federation
  return [
    ...(controlPlane.pushReconciler ? [] : [{ reason: 'push-reconciler-disabled' as const }]),
    ...types
      .filter((type) => type.propagation === 'Disabled')
      .map((type) => ({ reason: 'propagation-disabled' as const, typeDirectory: typeDirectory(type.name) })),
    ...clusters
      .filter((cluster) => !cluster.ready)
      .map(({ name }) => ({
        reason: 'cluster-not-ready' as const,
        clusterDirectory: clusterDirectory(name),
      })),
    ...objects.flatMap((each) => undecided(each, options)),
    ...(options.sourcesInError === true ? [{ reason: 'sources-in-error' as const }] : []),
  ]
}

/** KubeFed never deletes what it cannot decide, whatever severity the configuration gives the fault. */
function undecided(plan: ObjectPlan, { objectsInError }: LayOutOptions): readonly HeldRule[] {
  const isUndecided = plan.placement.reason === 'ComputePlacementFailed'
  if (!isUndecided && !objectsInError?.has(plan) && plan.failures.length === 0) return []
  const rule = { reason: 'object-in-error' as const, file: targetPath(plan.federatedObject) }
  const inCluster = (cluster: string): HeldRule => ({ ...rule, clusterDirectory: clusterDirectory(cluster) })
  if (objectsInError?.has(plan)) return [rule]
  if (isUndecided) return plan.part?.clusters.map(inCluster) ?? [rule]
  return plan.failures.map(({ cluster }) => inCluster(cluster))
}

function collisions(objects: readonly FleetObject[]): readonly Diagnostic[] {
  const first = new Map<string, FleetObject>()
  const diagnostics: Diagnostic[] = []
  for (const each of objects) {
    const folded = each.path.toLowerCase()
    const other = first.get(folded)
    first.set(folded, other ?? each)
    const [manifest, otherManifest] = [manifestOf(each), other && manifestOf(other)]
    if (other === undefined || !manifest || !otherManifest || areApart(each, other)) continue
    const at = valueAt(manifest, '/metadata/name')
    const related = [{ message: 'the other object', at: valueAt(otherManifest, '/metadata/name') }]
    const parameters = { path: each.path, other: other.path }
    diagnostics.push(
      createDiagnostic('output-path-collision', parameters, { at, related, subject: manifest }),
    )
  }
  return diagnostics
}

function manifestOf({ plan, dnsEndpoint }: FleetObject): Manifest | undefined {
  return plan?.federatedObject.manifest ?? dnsEndpoint?.record.manifest
}

/** The DNSEndpoint of a record goes to one cluster by the configuration, wherever a federated object is placed. */
function areApart(left: FleetObject, right: FleetObject): boolean {
  if (left.plan !== undefined && right.plan !== undefined) return false
  const clusters = new Set(left.variants.flatMap((each) => each.clusters))
  return !right.variants.some((each) => each.clusters.some((cluster) => clusters.has(cluster)))
}

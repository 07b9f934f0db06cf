import type { HeldReason } from '../model/file-tree.ts'
import { valueAt } from '../model/place.ts'
import type { AggregateReason, FailureStatus, ObjectPlan, RenderPlan } from '../model/render-plan.ts'
import { compareText } from '../text/compare-text.ts'
import { qualifiedName } from '../text/qualified-name.ts'
import { isWantedPlan, type ObjectFilter } from './object-filter.ts'
import { formatSourceLine, sourceLine, type SourceLine } from './source-line.ts'
import { formatTable } from './table.ts'

/**
 * A cluster's propagation status as far as it is known from files; `''` is success (KubeFed:
 * pkg/controller/sync/status/status.go).
 */
export type PropagationStatus = '' | 'ClusterNotReady' | FailureStatus | 'WaitingForRemoval'

/** The `status` that KubeFed would give a federated object. */
export interface ObjectStatus {
  readonly kind: string
  readonly namespace?: string
  readonly name: string
  /** The type, as its FederatedTypeConfig is called. */
  readonly type: string
  readonly condition: {
    readonly type: 'Propagation'
    readonly status: 'True' | 'False'
    readonly reason: AggregateReason | 'CheckClusters'
  }
  readonly clusters: readonly { readonly name: string; readonly status: PropagationStatus }[]
  /** Where the federated object is declared. */
  readonly source: SourceLine
  /** Why the rendered files stay as they are, where they do. */
  readonly held?: HeldReason
}

/** Files that are about to go: the clusters that lose an object, by the object's path in a cluster's directory. */
export type Removals = ReadonlyMap<string, readonly string[]>

/**
 * The propagation status of every federated object, or of those that are asked for. `pathOf` gives an object's path in a
 * cluster's directory, by which `removals` names what this run would prune.
 */
export function propagationStatus(
  plan: RenderPlan,
  removals: Removals,
  pathOf: (object: ObjectPlan) => string,
  filter?: ObjectFilter,
): readonly ObjectStatus[] {
  const notReady = new Set(plan.federation.clusters.filter((each) => !each.ready).map((each) => each.name))
  const isAsked = (cluster: string): boolean => filter?.clusters?.has(cluster) ?? true
  return plan.objects
    .filter((object) => filter === undefined || isWantedPlan(filter, object))
    .map((object) => {
      const removed = removals.get(pathOf(object)) ?? []
      return objectStatus(object, plan, { notReady, removed, isAsked })
    })
    .filter(({ clusters }) => filter?.clusters === undefined || clusters.length > 0)
}

interface StatusInputs {
  readonly notReady: ReadonlySet<string>
  /** The clusters that lose the object. */
  readonly removed: readonly string[]
  /** Whether the status in a cluster is shown. */
  readonly isAsked: (cluster: string) => boolean
}

function objectStatus(
  object: ObjectPlan,
  plan: RenderPlan,
  { notReady, removed, isAsked }: StatusInputs,
): ObjectStatus {
  const { federatedObject, placement, failures } = object
  const { kind, name, namespace, type } = federatedObject
  const failed = new Map(failures.map((each) => [each.cluster, each.status]))
  const placed = placement.clusters.map((cluster) => ({
    name: cluster,
    status: notReady.has(cluster) ? ('ClusterNotReady' as const) : (failed.get(cluster) ?? ('' as const)),
  }))
  const leaving = removed.map((cluster) => ({ name: cluster, status: 'WaitingForRemoval' as const }))
  const clusters = [...placed, ...leaving].sort((left, right) => compareText(left.name, right.name))
  const reason = placement.reason || (clusters.some((each) => each.status !== '') ? 'CheckClusters' : '')
  const held = heldReason(type.propagation, plan)
  return {
    kind,
    ...(namespace !== undefined && { namespace }),
    name,
    type: type.name,
    condition: { type: 'Propagation', status: reason === '' ? 'True' : 'False', reason },
    clusters: clusters.filter((cluster) => isAsked(cluster.name)),
    source: sourceLine(valueAt(federatedObject.manifest, '/metadata/name')),
    ...(held && { held }),
  }
}

function heldReason(propagation: 'Enabled' | 'Disabled', plan: RenderPlan): HeldReason | undefined {
  if (!plan.federation.controlPlane.pushReconciler) return 'push-reconciler-disabled'
  return propagation === 'Disabled' ? 'propagation-disabled' : undefined
}

/** A status as programs read it; its source is for people. */
export function statusData(status: ObjectStatus): Omit<ObjectStatus, 'source'> {
  const { source: _, ...data } = status
  return data
}

/** The statuses as a table, one line for each object and cluster; a wide one has their sources too. */
export function formatStatus(statuses: readonly ObjectStatus[], isWide = false): string {
  return formatTable(
    ['TYPE', 'NAME', 'PROPAGATION', 'CLUSTER', 'STATUS', ...(isWide ? ['SOURCE'] : [])],
    statuses.flatMap(({ type, condition, clusters, held, source, ...object }) => {
      const propagation = held ?? (condition.reason === '' ? 'OK' : condition.reason)
      const lines = clusters.length > 0 ? clusters : [{ name: '', status: undefined }]
      return lines.map((cluster) => {
        const row = [
          type,
          qualifiedName(object),
          propagation,
          cluster.name,
          cluster.status === undefined ? '' : cluster.status || 'OK',
        ]
        if (isWide) row.push(formatSourceLine(source))
        return row
      })
    }),
  )
}

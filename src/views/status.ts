import { atPointer } from '../json/at-pointer.ts'
import { isArray, isObject } from '../json/own.ts'
import { observedKeyOf } from '../kubefed/observed-key.ts'
import type { HeldReason } from '../model/file-tree.ts'
import type { Manifest } from '../model/manifest.ts'
import { valueAt } from '../model/place.ts'
import type { AggregateReason, FailureStatus, ObjectPlan, RenderPlan } from '../model/render-plan.ts'
import { wholeObjects } from '../model/whole-objects.ts'
import { compareText } from '../text/compare-text.ts'
import { groupBy } from '../text/group-by.ts'
import { qualifiedName } from '../text/qualified-name.ts'
import { isWantedPlan, type ObjectFilter } from './object-filter.ts'
import { sourceLine, type SourceLine } from './source-line.ts'

/**
 * A cluster's propagation status as far as it is known from files; `''` is success (KubeFed:
 * pkg/controller/sync/status/status.go).
 */
export type PropagationStatus =
  | ''
  | 'ClusterNotReady'
  | FailureStatus
  | 'CreationFailed'
  | 'AlreadyExists'
  | 'ManagedLabelFalse'
  | 'WaitingForRemoval'

/** The `status` that KubeFed would give a federated object. */
export interface ObjectStatus {
  readonly kind: string
  readonly namespace?: string
  readonly name: string
  /** The type, as its FederatedTypeConfig is called. */
  readonly type: string
  /** Absent where KubeFed has never seen the object, since its type is disabled and nothing shows that it was there before. */
  readonly condition?: {
    readonly type: 'Propagation'
    readonly status: 'True' | 'False'
    readonly reason: AggregateReason | 'CheckClusters'
  }
  readonly clusters: readonly { readonly name: string; readonly status: PropagationStatus }[]
  /** What a control plane recorded, where a dump has it, which files cannot show: `DeletionFailed`, `RemoteStatus…`. */
  readonly recorded?: readonly { readonly name: string; readonly status: string }[]
  /** The waves whose clusters would get something else of the object if they were not held; absent where there are none. */
  readonly waiting?: readonly WaitingWave[]
  /** Where the federated object is declared. */
  readonly source: SourceLine
  /** Why the rendered files stay as they are, where they do. */
  readonly held?: HeldReason
}

/** A wave that an object waits for. */
export interface WaitingWave {
  readonly wave: string
  /** The whole id of the commit that the wave is held at. */
  readonly commit: string
  /** How many commits the tip of the base branch has more. */
  readonly back: number
}

/** What of the last output this run would not render: clusters, by the path of an object in a cluster's directory. */
export interface EarlierFiles {
  /** The clusters that lose the object. */
  readonly removed: ReadonlyMap<string, readonly string[]>
  /** The clusters that keep the object as it is; absent where that is not known. */
  readonly held?: ReadonlyMap<string, readonly string[]>
}

/**
 * The propagation status of every federated object, or of those that are asked for. `pathOf` gives an object's path in a
 * cluster's directory, by which `earlier` names what this run would prune or hold.
 */
export function propagationStatus(
  plan: RenderPlan,
  earlier: EarlierFiles,
  pathOf: (object: ObjectPlan) => string,
  filter?: ObjectFilter,
): readonly ObjectStatus[] {
  const notReady = new Set(plan.federation.clusters.filter((each) => !each.ready).map((each) => each.name))
  const waitingFor = waitingByObject(plan)
  const isAsked = (cluster: string): boolean => filter?.clusters?.has(cluster) ?? true
  return wholeObjects(plan)
    .filter((object) => filter === undefined || isWantedPlan(filter, object))
    .map((object) => {
      const path = pathOf(object)
      const inputs = {
        removed: earlier.removed.get(path) ?? [],
        kept: earlier.held && (earlier.held.get(path) ?? []),
      }
      return objectStatus(object, plan, { notReady, isAsked, waitingFor, ...inputs })
    })
    .filter(({ clusters }) => filter?.clusters === undefined || clusters.length > 0)
}

interface StatusInputs {
  readonly notReady: ReadonlySet<string>
  /** The clusters that lose the object. */
  readonly removed: readonly string[]
  /** The clusters that keep the object as it is; undefined where that is not known. */
  readonly kept: readonly string[] | undefined
  /** By the type and the whole name of an object. */
  readonly waitingFor: ReadonlyMap<string, readonly WaitingWave[]>
  /** Whether the status in a cluster is shown. */
  readonly isAsked: (cluster: string) => boolean
}

function objectStatus(
  object: ObjectPlan,
  plan: RenderPlan,
  { notReady, removed, kept, isAsked, waitingFor }: StatusInputs,
): ObjectStatus {
  const { federatedObject, placement, failures } = object
  const { kind, name, namespace, type } = federatedObject
  const failed = new Map(failures.map((each) => [each.cluster, each.status]))
  const held = heldReason(object, plan)
  const recorded = recordedClusters(federatedObject.manifest)
  // No controller runs for what is held by its type, so that only what it propagated before has a status.
  const isFrozen = held !== undefined && held !== 'object-in-error' && kept !== undefined
  const before = isFrozen ? [...kept, ...recorded.map((each) => each.name)] : undefined
  const reached = before ? clustersOfBefore(object, plan, before) : placement.clusters
  const placed = reached.map((cluster) => ({
    name: cluster,
    status: notReady.has(cluster)
      ? ('ClusterNotReady' as const)
      : (failed.get(cluster) ??
        (creationStatus(object, cluster, plan) || adoptionStatus(object, cluster, plan))),
  }))
  const leaving = removed.map((cluster) => ({ name: cluster, status: 'WaitingForRemoval' as const }))
  const clusters = [...placed, ...leaving].sort((left, right) => compareText(left.name, right.name))
  const reason = placement.reason || (clusters.some((each) => each.status !== '') ? 'CheckClusters' : '')
  const waiting = waitingFor.get(`${type.name} ${qualifiedName(federatedObject)}`)
  const condition = { type: 'Propagation', status: reason === '' ? 'True' : 'False', reason } as const
  return {
    kind,
    ...(namespace !== undefined && { namespace }),
    name,
    type: type.name,
    ...(before?.length !== 0 && { condition }),
    clusters: clusters.filter((cluster) => isAsked(cluster.name)),
    ...(recorded.length > 0 && { recorded: recorded.filter((each) => isAsked(each.name)) }),
    ...(waiting && { waiting }),
    source: sourceLine(valueAt(federatedObject.manifest, '/metadata/name')),
    ...(held && { held }),
  }
}

/** The waves that objects wait for, by the type and the whole name of each. */
function waitingByObject({ waves = [] }: RenderPlan): ReadonlyMap<string, readonly WaitingWave[]> {
  const pairs = waves.flatMap(({ name, held, waiting }) => {
    if (held === undefined) return []
    const wave: WaitingWave = { wave: name, commit: held.commit, back: held.back }
    return waiting.map((object) => ({ object, wave }))
  })
  const byObject = groupBy(pairs, ({ object }) => object)
  return new Map(Array.from(byObject, ([object, own]) => [object, own.map(({ wave }) => wave)]))
}

/**
 * The clusters in the status of an object for whose type no controller runs: where it was propagated `before`, also if it is
 * placed elsewhere now, and, if it was anywhere, those for which it cannot be computed, since no file ever shows that.
 */
function clustersOfBefore(
  { failures }: ObjectPlan,
  { federation }: RenderPlan,
  before: readonly string[],
): readonly string[] {
  const failed = before.length > 0 ? failures.map(({ cluster }) => cluster) : []
  const names = new Set([...before, ...failed])
  return federation.clusters.map(({ name }) => name).filter((name) => names.has(name))
}

/**
 * API servers refuse to create an object with a resourceVersion; the update of one that exists gets its own
 * (KubeFed: pkg/controller/sync/dispatch/managed.go, Create).
 */
function creationStatus(
  { federatedObject }: ObjectPlan,
  cluster: string,
  { federation: { observed } }: RenderPlan,
): '' | 'CreationFailed' {
  const version = atPointer(federatedObject.manifest.value, '/spec/template/metadata/resourceVersion')
  if (typeof version !== 'string' || version === '') return ''
  return observed.get(cluster)?.annotated?.has(observedKeyOf(federatedObject)) === true
    ? ''
    : 'CreationFailed'
}

/**
 * What becomes of an object that was observed to run without KubeFed's management
 * (KubeFed: pkg/controller/sync/dispatch/managed.go, Create and Update).
 */
function adoptionStatus(
  { federatedObject }: ObjectPlan,
  cluster: string,
  { federation: { observed, controlPlane } }: RenderPlan,
): '' | 'AlreadyExists' | 'ManagedLabelFalse' {
  const unmanaged = observed.get(cluster)?.unmanaged
  if (unmanaged === undefined || unmanaged.size === 0) return ''
  const found = unmanaged.get(observedKeyOf(federatedObject))
  if (found === undefined) return ''
  if (!controlPlane.adoptResources) return 'AlreadyExists'
  return found === 'label-false' ? 'ManagedLabelFalse' : ''
}

/** The clusters in the status that a control plane wrote; an empty status is success. */
function recordedClusters({ value }: Manifest): NonNullable<ObjectStatus['recorded']> {
  const clusters = atPointer(value, '/status/clusters')
  if (!isArray(clusters)) return []
  return clusters.filter(isObject).flatMap(({ name, status = '' }) => {
    return typeof name === 'string' && typeof status === 'string' ? [{ name, status }] : []
  })
}

function heldReason({ federatedObject, failures }: ObjectPlan, plan: RenderPlan): HeldReason | undefined {
  if (!plan.federation.controlPlane.pushReconciler) return 'push-reconciler-disabled'
  if (federatedObject.type.propagation === 'Disabled') return 'propagation-disabled'
  return failures.some(({ status }) => status === '') ? 'object-in-error' : undefined
}

/** A status as programs read it; its source is for people. */
export function statusData(status: ObjectStatus): Omit<ObjectStatus, 'source'> {
  const { source: _, ...data } = status
  return data
}

import { createHash } from 'node:crypto'
import type { ChangeSet, PrunedFile } from '../model/change-set.ts'
import type { PruneJudgement, PruneReason } from '../model/prune-guard.ts'
import type { PruneLimits } from '../model/render-config.ts'
import { describePath, type RenderedPath } from './rendered-path.ts'

/** What the limits are counted against. */
export interface PruneBasis {
  /** How many member clusters the fleet has. */
  readonly clusters: number
  readonly limits: PruneLimits
}

/** A share of a small folder says nothing: a cluster with three files may lose one. */
const filesBeforeFractionCounts = 10

/** A share of a small fleet says nothing either. */
const clustersBeforeObjectCounts = 5

/** Deleting one of these deletes other objects, or data, in the member cluster. */
const guardedTypes: ReadonlySet<string> = new Set([
  'customresourcedefinitions.apiextensions.k8s.io',
  'namespaces',
  'persistentvolumeclaims',
])

/**
 * Judges what a run would prune: pure, from the change set alone. A renamed label must not silently empty production,
 * so the reasons are those shapes that a mistake has: a whole cluster, a whole namespace, one object almost everywhere,
 * a large part of a folder, and types whose deletion can't be taken back.
 */
export function judgePrune(changes: ChangeSet, { clusters, limits }: PruneBasis): PruneJudgement {
  if (changes.pruned.length === 0) return { digest: '', reasons: [] }
  const pruned = changes.pruned.map((file) => describePath(file.path))
  const kept = [...changes.changed, ...changes.unchanged, ...changes.held]
  const standing = [...kept, ...changes.added].map((file) => describePath(file.path))
  const folderSizes = countFolders([
    ...pruned,
    ...kept.map((file) => describePath(file.path)),
    ...changes.republished.map(describePath),
  ])
  const emptiedClusters = findClusters(pruned, standing)
  const reasons: readonly PruneReason[] = [
    ...emptiedClusters,
    ...findNamespaces(pruned, standing),
    ...findObjects(pruned, Math.max(clusters * limits.maxClusters, clustersBeforeObjectCounts - 1)),
    ...findFractions(pruned, folderSizes, limits.maxFraction).filter(
      ({ folder }) => !emptiedClusters.some(({ cluster }) => folder === `clusters/${cluster}`),
    ),
    ...findGuardedTypes(changes.pruned),
  ]
  return { digest: digestOf(changes.pruned), reasons }
}

/** A set of paths and their content in 16 hexadecimal digits. */
function digestOf(pruned: readonly PrunedFile[]): string {
  const hash = createHash('sha256')
  const lines = pruned.map((file) => `${file.contentHash} ${file.path}\n`)
  for (const line of lines.toSorted()) hash.update(line)
  return hash.digest('hex').slice(0, 16)
}

type ReasonOfKind<K extends PruneReason['kind']> = Extract<PruneReason, { kind: K }>

function findClusters(
  pruned: readonly RenderedPath[],
  standing: readonly RenderedPath[],
): readonly ReasonOfKind<'cluster'>[] {
  const remaining = new Set(standing.map((path) => path.cluster))
  const gone = groupBy(
    pruned,
    (path) => path.cluster,
    (path) => path.object,
  )
  return [...gone]
    .filter(([cluster]) => !remaining.has(cluster))
    .map(([cluster, files]) => ({ kind: 'cluster', cluster, files: files.length }))
}

function findNamespaces(
  pruned: readonly RenderedPath[],
  standing: readonly RenderedPath[],
): readonly PruneReason[] {
  const remaining = new Set(standing.map((path) => path.namespace))
  const gone = groupBy(
    pruned,
    (path) => path.namespace,
    (path) => path.cluster,
  )
  return [...gone]
    .filter(([namespace]) => !remaining.has(namespace))
    .map(([namespace, clusters]) => ({ kind: 'namespace', namespace, clusters: distinct(clusters) }))
}

function findObjects(pruned: readonly RenderedPath[], allowed: number): readonly PruneReason[] {
  const gone = groupBy(
    pruned,
    (path) => (path.type === undefined ? undefined : path.object),
    (path) => path.cluster,
  )
  return [...gone]
    .filter(([, clusters]) => clusters.length > allowed)
    .map(([object, clusters]) => ({ kind: 'object', object, clusters: distinct(clusters) }))
}

function findFractions(
  pruned: readonly RenderedPath[],
  folderSizes: ReadonlyMap<string, number>,
  maxFraction: number,
): readonly ReasonOfKind<'fraction'>[] {
  return [...countFolders(pruned)].flatMap(([folder, count]): readonly ReasonOfKind<'fraction'>[] => {
    const files = folderSizes.get(folder) ?? count
    return files > filesBeforeFractionCounts && count / files > maxFraction
      ? [{ kind: 'fraction', folder, pruned: count, files }]
      : []
  })
}

function findGuardedTypes(pruned: readonly PrunedFile[]): readonly PruneReason[] {
  const byType = groupBy(
    pruned,
    (file) => describePath(file.path).type,
    (file) => file.path,
  )
  return [...byType]
    .filter(([type]) => guardedTypes.has(type))
    .map(([type, files]) => ({ kind: 'type', type, files }))
}

function countFolders(paths: readonly RenderedPath[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { folder } of paths) counts.set(folder, (counts.get(folder) ?? 0) + 1)
  return counts
}

/** Groups by a key, sorted by it; what has no key, or no value, is left out. */
function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string | undefined,
  valueOf: (item: T) => string | undefined,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const item of items) {
    const key = keyOf(item)
    const value = valueOf(item)
    if (key === undefined || value === undefined) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [value])
    else group.push(value)
  }
  return new Map([...groups].sort(([left], [right]) => (left < right ? -1 : 1)))
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)]
}

import { createHash } from 'node:crypto'
import type { ChangeSet, PrunedFile, PruneJudgement, PruneReason } from '../model/change-set.ts'
import type { PruneLimits } from '../model/render-config.ts'
import { compareText } from '../text/compare-text.ts'
import { groupBy } from '../text/group-by.ts'
import { currentPath, inClusterDirectory, objectAt, readOutputPath, type OutputPath } from './layout.ts'

/** What the limits are counted against. */
export interface PruneBasis {
  /** How many member clusters the fleet has. */
  readonly clusters: number
  readonly limits: PruneLimits
  /** What a run of the whole fleet would do, where this run does a part of it. */
  readonly whole?: WholeRun
}

/** A run of the whole fleet, by which each of its parts is judged. */
export interface WholeRun {
  readonly changes: ChangeSet
  /** How many member clusters the whole fleet has. */
  readonly clusters: number
}

/** A share of a small folder means nothing: a cluster with three files may lose one. */
const filesBeforeFractionCounts = 10

/** A share of a small fleet means nothing either. */
const clustersBeforeObjectCounts = 5

/** Deleting one of these deletes other objects, or data, in the member cluster. */
const guardedTypes: ReadonlySet<string> = new Set([
  'customresourcedefinitions.apiextensions.k8s.io',
  'namespaces',
  'persistentvolumeclaims',
])

/**
 * Judges what a run would prune: pure, from change sets alone. A renamed label must not silently empty production,
 * so the reasons are those shapes that a mistake has: a whole cluster, a whole namespace, one object almost everywhere,
 * a large part of a folder, and types whose deletion can't be taken back. A part of the fleet is judged by what its
 * objects and namespaces lose in all, or one cluster after the other would take what no run may take at once; and by its
 * own share as well, since the rest of the output need not be at hand. A file whose object only has another path now is
 * none that goes.
 */
export function judgePrune(changes: ChangeSet, { clusters, limits, whole }: PruneBasis): PruneJudgement {
  const pruned = locate(changes)
  if (pruned.length === 0) return { digest: '', reasons: [] }
  const remaining = describeRemaining(changes, pruned)
  const emptiedClusters = findClusters(pruned, remaining.clusters)
  const allowed = (count: number): number =>
    Math.max(count * limits.maxClusters, clustersBeforeObjectCounts - 1)
  const inAll = whole ? locate(whole.changes) : pruned
  const remainingInAll = whole ? describeRemaining(whole.changes, inAll) : remaining
  const objects = new Set(pruned.map(({ path }) => objectAt(path)))
  const namespaces = new Set(pruned.map(({ namespace }) => namespace))
  const objectsInAll = findObjects(inAll, allowed(whole?.clusters ?? clusters))
  const judged = new Set(objectsInAll.map(({ object }) => object))
  const reasons: readonly PruneReason[] = [
    ...emptiedClusters,
    ...findNamespaces(inAll, remainingInAll.namespaces).filter(({ namespace }) => namespaces.has(namespace)),
    ...objectsInAll.filter(({ object }) => objects.has(object)),
    ...findObjects(pruned, allowed(clusters)).filter(({ object }) => !judged.has(object)),
    ...findFractions(pruned, remaining.earlierFiles, limits.maxFraction).filter(
      ({ folder }) => !emptiedClusters.some(({ cluster }) => folder === inClusterDirectory(cluster)),
    ),
    ...findGuardedTypes(pruned),
  ]
  const digest = digestOf(changes.pruned)
  return whole ? { digest, wholeDigest: digestOf(whole.changes.pruned), reasons } : { digest, reasons }
}

function locate({ pruned }: ChangeSet): readonly LocatedFile[] {
  return findGone(pruned).map(({ path }) => locateFile(currentPath(path)))
}

interface LocatedFile extends OutputPath {
  readonly path: string
}

/** A DNSEndpoint in `dns/` is not part of a cluster's namespace. */
function locateFile(path: string): LocatedFile {
  const { namespace, ...located } = readOutputPath(path)
  const isInCluster = located.cluster !== undefined && namespace !== undefined
  return { path, ...located, ...(isInCluster && { namespace }) }
}

/** The clusters and namespaces that have files after the run, and how many files each folder had before it. */
interface Remaining {
  readonly clusters: ReadonlySet<string | undefined>
  readonly namespaces: ReadonlySet<string | undefined>
  /** How many files each folder held before the run, those that go included. */
  readonly earlierFiles: ReadonlyMap<string, number>
}

function describeRemaining(changes: ChangeSet, pruned: readonly LocatedFile[]): Remaining {
  const clusters = new Set<string | undefined>()
  const namespaces = new Set<string | undefined>()
  const earlierFiles = new Map<string, number>()
  const count = ({ folder }: OutputPath): void => {
    earlierFiles.set(folder, (earlierFiles.get(folder) ?? 0) + 1)
  }
  const keep = (path: string): OutputPath => {
    const described = locateFile(path)
    clusters.add(described.cluster)
    namespaces.add(described.namespace)
    return described
  }
  for (const file of pruned) count(file)
  for (const { movedTo } of changes.pruned) if (movedTo !== undefined) count(readOutputPath(movedTo))
  for (const list of [changes.changed, changes.unchanged]) {
    for (const { path } of list) count(keep(path))
  }
  for (const { path } of changes.held) count(keep(currentPath(path)))
  for (const { path } of changes.added) keep(path)
  for (const path of changes.republished) count(readOutputPath(path))
  return { clusters, namespaces, earlierFiles }
}

/** A set of paths and their content in 16 hexadecimal digits. */
function digestOf(pruned: readonly PrunedFile[]): string {
  const hash = createHash('sha256')
  const lines = findGone(pruned).map((file) => `${file.contentHash} ${file.path}\n`)
  for (const line of lines.toSorted()) hash.update(line)
  return hash.digest('hex').slice(0, 16)
}

/** The files whose objects go. */
export function findGone(pruned: readonly PrunedFile[]): readonly PrunedFile[] {
  return pruned.filter(({ movedTo }) => movedTo === undefined)
}

type ReasonOfKind<K extends PruneReason['kind']> = Extract<PruneReason, { kind: K }>

function findClusters(
  pruned: readonly LocatedFile[],
  remaining: Remaining['clusters'],
): readonly ReasonOfKind<'cluster'>[] {
  const gone = groupValues(
    pruned,
    (file) => file.cluster,
    (file) => file.path,
  )
  return gone
    .filter(([cluster]) => !remaining.has(cluster))
    .map(([cluster, files]) => ({ kind: 'cluster', cluster, files: files.length }))
}

function findNamespaces(
  pruned: readonly LocatedFile[],
  remaining: Remaining['namespaces'],
): readonly ReasonOfKind<'namespace'>[] {
  const gone = groupValues(
    pruned,
    (file) => file.namespace,
    (file) => file.cluster,
  )
  return gone
    .filter(([namespace]) => !remaining.has(namespace))
    .map(([namespace, clusters]) => ({ kind: 'namespace', namespace, clusters: [...new Set(clusters)] }))
}

function findObjects(pruned: readonly LocatedFile[], allowed: number): readonly ReasonOfKind<'object'>[] {
  const gone = groupValues(
    pruned,
    (file) => objectAt(file.path),
    (file) => file.cluster,
  )
  return gone
    .filter(([, clusters]) => clusters.length > allowed)
    .map(([object, clusters]) => ({ kind: 'object', object, clusters }))
}

function findFractions(
  pruned: readonly LocatedFile[],
  earlierFiles: Remaining['earlierFiles'],
  maxFraction: number,
): readonly ReasonOfKind<'fraction'>[] {
  const gone = groupValues(
    pruned,
    (file) => file.folder,
    (file) => file.path,
  )
  return gone.flatMap(([folder, paths]): readonly ReasonOfKind<'fraction'>[] => {
    const files = earlierFiles.get(folder) ?? paths.length
    return files > filesBeforeFractionCounts && paths.length / files > maxFraction
      ? [{ kind: 'fraction', folder, pruned: paths.length, files }]
      : []
  })
}

function findGuardedTypes(pruned: readonly LocatedFile[]): readonly ReasonOfKind<'type'>[] {
  const gone = groupValues(
    pruned,
    (file) => file.type,
    (file) => file.path,
  )
  return gone
    .filter(([type]) => guardedTypes.has(type))
    .map(([type, files]) => ({ kind: 'type', type, files }))
}

/** Values by a key, sorted by it; what has no key, or no value, is left out. */
function groupValues<T>(
  items: readonly T[],
  keyOf: (item: T) => string | undefined,
  valueOf: (item: T) => string | undefined,
): readonly (readonly [string, readonly string[]])[] {
  const pairs = items.flatMap((item): readonly [string, string][] => {
    const [key, value] = [keyOf(item), valueOf(item)]
    return key === undefined || value === undefined ? [] : [[key, value]]
  })
  return [...groupBy(pairs, ([key]) => key)]
    .sort(([left], [right]) => compareText(left, right))
    .map(([key, group]) => [key, group.map(([, value]) => value)])
}

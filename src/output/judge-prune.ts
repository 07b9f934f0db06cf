import { createHash } from 'node:crypto'
import type { ChangeSet, PrunedFile, PruneJudgement, PruneReason } from '../model/change-set.ts'
import type { PruneLimits } from '../model/render-config.ts'
import {
  currentPath,
  inClusterDirectory,
  objectAt,
  readOutputPath,
  recordedCluster,
  type OutputPath,
} from './layout.ts'
import { judgePending, notePostponed } from './judge-pending.ts'
import {
  findClusters,
  findFractions,
  findGuardedTypes,
  findNamespaces,
  findObjects,
  type LocatedFile,
  type Remaining,
} from './prune-reasons.ts'

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

/** A share of a small fleet means nothing either. */
const clustersBeforeObjectCounts = 5

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
  const left = judgePending(changes)
  if (pruned.length === 0 && left.length === 0) return { digest: '', reasons: [] }
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
    ...findGuardedTypes(pruned, new Set((changes.pending?.kept ?? []).map((path) => currentPath(path)))),
    ...left,
  ]
  const noted = reasons.length === 0 ? [] : [...reasons, ...notePostponed(changes)]
  const digest = digestOf(changes)
  return { digest, ...(whole && { wholeDigest: digestOf(whole.changes) }), reasons: noted }
}

function locate({ pruned }: ChangeSet): readonly LocatedFile[] {
  return findGone(pruned).map(({ path }) => locateFile(currentPath(path)))
}

/** A DNSEndpoint in `dns/` is not part of a cluster's namespace. */
function locateFile(path: string): LocatedFile {
  const { namespace, ...located } = readOutputPath(path)
  const isInCluster = located.cluster !== undefined && namespace !== undefined
  return { path, ...located, ...(isInCluster && { namespace }) }
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

/** A set of paths and their content in 16 hexadecimal digits; the content of what was left is not known any more. */
function digestOf({ pruned, pending }: ChangeSet): string {
  const hash = createHash('sha256')
  const lines = [
    ...findGone(pruned).map((file) => `${file.contentHash} ${file.path}\n`),
    ...(pending?.released ?? []).map(({ path }) => `left ${path}\n`),
    ...(pending?.forgotten ?? []).map(({ path }) => `forgotten ${path}\n`),
  ]
  for (const line of lines.toSorted()) hash.update(line)
  return hash.digest('hex').slice(0, 16)
}

/** The files whose objects go; what a record that goes says is judged by its objects. */
export function findGone(pruned: readonly PrunedFile[]): readonly PrunedFile[] {
  return pruned.filter(({ path, movedTo }) => movedTo === undefined && recordedCluster(path) === undefined)
}

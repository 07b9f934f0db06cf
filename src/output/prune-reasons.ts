import type { PruneReason } from '../model/change-set.ts'
import { compareText } from '../text/compare-text.ts'
import { groupBy } from '../text/group-by.ts'
import { objectAt, type OutputPath } from './layout.ts'

/** A file that goes, by what its path holds. */
export interface LocatedFile extends OutputPath {
  readonly path: string
}

/** The clusters and namespaces that have files after the run, and how many files each folder had before it. */
export interface Remaining {
  readonly clusters: ReadonlySet<string | undefined>
  readonly namespaces: ReadonlySet<string | undefined>
  /** How many files each folder held before the run, those that go included. */
  readonly earlierFiles: ReadonlyMap<string, number>
}

/** A share of a small folder means nothing: a cluster with three files may lose one. */
const filesBeforeFractionCounts = 10

/** Deleting one of these deletes other objects, or data, in the member cluster. */
const guardedTypes: ReadonlySet<string> = new Set([
  'customresourcedefinitions.apiextensions.k8s.io',
  'namespaces',
  'persistentvolumeclaims',
])

/** Whether the guard asks about objects of a type, by its directory, however few they are. */
export function isGuardedType(type: string | undefined): boolean {
  return type !== undefined && guardedTypes.has(type)
}

type ReasonOfKind<K extends PruneReason['kind']> = Extract<PruneReason, { kind: K }>

/** The clusters whose directories hold no file any more. */
export function findClusters(
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

/** The namespaces that are gone from every cluster. */
export function findNamespaces(
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

/** The objects that go from more clusters than is allowed. */
export function findObjects(
  pruned: readonly LocatedFile[],
  allowed: number,
): readonly ReasonOfKind<'object'>[] {
  const gone = groupValues(
    pruned,
    (file) => objectAt(file.path),
    (file) => file.cluster,
  )
  return gone
    .filter(([, clusters]) => clusters.length > allowed)
    .map(([object, clusters]) => ({ kind: 'object', object, clusters }))
}

/** The folders that lose more of their files than is allowed. */
export function findFractions(
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

/** The types whose deletion takes other objects, or data, with it; `kept` are the paths of what the agents leave. */
export function findGuardedTypes(
  pruned: readonly LocatedFile[],
  kept: ReadonlySet<string>,
): readonly ReasonOfKind<'type'>[] {
  const gone = groupValues(
    pruned,
    (file) => file.type,
    (file) => file.path,
  )
  return gone
    .filter(([type]) => guardedTypes.has(type))
    .map(([type, files]) => ({
      kind: 'type',
      type,
      files,
      kept: files.filter((path) => kept.has(path)).length,
    }))
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

import { isArray, isObject } from '../../json/own.ts'
import { valueAtPath, type PatchOperation } from '../../json/patch.ts'
import { pointerSegments } from '../../json/pointer.ts'
import { stringifyJson } from '../../json/stringify.ts'
import type { JsonObject } from '../../model/json.ts'
import { compareText } from '../../text/compare-text.ts'
import { groupBy } from '../../text/group-by.ts'
import type { ClusterSelectors } from './cluster-selectors.ts'
import { literalValue } from './common-template.ts'
import { followedProperty, type LabelRule } from './followed-property.ts'
import { writtenOperation } from './written-operation.ts'

/** The operations of an object by the cluster. */
export type OperationsOfClusters = ReadonlyMap<string, readonly PatchOperation[]>

/** What the clusters of an object get by their labels, and what is left to its own overrides, which come after. */
export interface RulesByLabel {
  /** Of a ClusterOverride; no two write to the same field of a cluster, so that their order does not count. */
  readonly rules: readonly LabelRule[]
  readonly overrides: OperationsOfClusters
}

/**
 * Takes the operations out of the overrides of clusters that follow from labels: those that exactly the clusters share that a
 * label selector selects, and those whose values follow the name or one label of all clusters that have them. Operations that
 * move the items of a list are taken together with all others of the cluster in that list, or stay.
 *
 * @param base what a cluster without overrides gets
 */
export function rulesByLabel(
  base: JsonObject,
  overrides: OperationsOfClusters,
  selectors: ClusterSelectors,
): RulesByLabel {
  const units = unitsOf(base, overrides)
  const bySelector = new Map<string, LabelRule>()
  for (const [scope, ofClusters] of [...units].sort(([left], [right]) => compareText(left, right))) {
    if ([...ofClusters.values()].flat().some(findsItem)) continue
    const isWritten = (cluster: string): boolean => {
      return (overrides.get(cluster) ?? []).some(({ path }) => isWithin(path, scope) || isWithin(scope, path))
    }
    const field = fieldOf(scope, ofClusters)
    const followed = field && followedProperty({ path: scope, ofClusters: field, base, isWritten }, selectors)
    if (followed !== undefined) ofClusters.clear()
    for (const each of followed ? [followed] : takeShared(ofClusters, selectors)) {
      const key = stringifyJson(each.clusterSelector)
      const operations = [...(bySelector.get(key)?.operations ?? []), ...each.operations]
      bySelector.set(key, { ...each, operations })
    }
  }
  return { rules: [...bySelector.values()], overrides: leftOf(overrides, units) }
}

type Units = ReadonlyMap<string, Map<string, readonly PatchOperation[]>>

/** The operations of each cluster that belong together, by what they write to: one field, or a list whose items move. */
function unitsOf(base: JsonObject, overrides: OperationsOfClusters): Units {
  const lists = new Set([...overrides.values()].flat().flatMap((each) => movedList(base, each) ?? []))
  const units = new Map<string, Map<string, readonly PatchOperation[]>>()
  for (const [cluster, operations] of overrides) {
    for (const [scope, unit] of groupBy(operations, ({ path }) => scopeOf(path, lists))) {
      const ofClusters = units.get(scope) ?? new Map<string, readonly PatchOperation[]>()
      units.set(scope, ofClusters.set(cluster, unit))
    }
  }
  return units
}

/** The outermost list with moving items in which a path is, else the path. */
function scopeOf(path: string, lists: ReadonlySet<string>): string {
  for (let end = path.indexOf('/', 1); end >= 0; end = path.indexOf('/', end + 1)) {
    const above = path.slice(0, end)
    if (lists.has(above)) return above
  }
  return path
}

/** The list whose items an operation moves. */
function movedList(base: JsonObject, { op, path }: PatchOperation): string | undefined {
  if (op === 'replace' || !/\/(?:-|\d+)$/.test(path)) return undefined
  const list = path.slice(0, path.lastIndexOf('/'))
  const value = valueAtPath(base, list)
  return isArray(value) || !isObject(value) ? list : undefined
}

/** In the path of a ClusterOverride such a key finds the item of a list; here it is that of a mapping. */
function findsItem({ path }: PatchOperation): boolean {
  return pointerSegments(path).some((key) => /^\[[^=\]]+=/.test(key))
}

function isWithin(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}/`)
}

/** The operation of each cluster, where each has one, and at this path. */
function fieldOf(
  path: string,
  ofClusters: OperationsOfClusters,
): ReadonlyMap<string, PatchOperation> | undefined {
  const operations = new Map<string, PatchOperation>()
  for (const [cluster, [first, ...others]] of ofClusters) {
    if (first?.path !== path || others.length > 0) return undefined
    operations.set(cluster, first)
  }
  return operations
}

function textOf(operations: readonly PatchOperation[]): string {
  return stringifyJson(operations.map((each): JsonObject => ({ ...each })))
}

/** What exactly the clusters share that a selector selects is taken out of what they do. */
function takeShared(
  ofClusters: Map<string, readonly PatchOperation[]>,
  { amongPlaced }: ClusterSelectors,
): readonly LabelRule[] {
  const shared = groupBy([...ofClusters], ([, operations]) => textOf(operations))
  return [...shared.values()].flatMap((each): readonly LabelRule[] => {
    const clusters = each.map(([cluster]) => cluster)
    const clusterSelector = amongPlaced(clusters)
    const [, operations = []] = each[0] ?? []
    if (clusterSelector === undefined) return []
    for (const cluster of clusters) ofClusters.delete(cluster)
    return [{ clusterSelector, operations: operations.map(literalOperation) }]
  })
}

function literalOperation(operation: PatchOperation): JsonObject {
  return writtenOperation({ ...operation, value: literalValue(operation.value) })
}

/** The operations of each cluster that are in its units yet, in their order. */
function leftOf(overrides: OperationsOfClusters, units: Units): OperationsOfClusters {
  const left = [...units.values()].flatMap((each) => [...each.values()].flat())
  const isLeft = new Set(left)
  const kept = [...overrides].map(([cluster, operations]) => {
    return [cluster, operations.filter((each) => isLeft.has(each))] as const
  })
  return new Map(kept.filter(([, operations]) => operations.length > 0))
}

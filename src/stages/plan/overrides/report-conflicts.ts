import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { isObject } from '../../../json/own.ts'
import { valueAtPath } from '../../../json/patch.ts'
import { pointerSegments } from '../../../json/pointer.ts'
import type { FederatedObject } from '../../../model/federation.ts'
import type { Json } from '../../../model/json.ts'
import type { OverrideLayer } from '../../../model/override-layer.ts'
import { holderOf, type Override } from '../../../model/override.ts'
import { valueAt } from '../../../model/place.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'

/**
 * Reports `cluster-override-conflict` where two ClusterOverrides write one field of an object in one of its clusters, or a
 * field and what it is in: which of them counts would depend on the order of files. What is added to a list, or removed
 * from it, moves all of its items. A field of the later ClusterOverride is reported once.
 */
export function reportConflicts(
  federatedObject: FederatedObject,
  layers: readonly OverrideLayer[],
  placed: readonly string[],
  report: Report,
): void {
  if (layers.length < 2) return
  const template = isObject(federatedObject.manifest.value['spec'])
    ? federatedObject.manifest.value['spec']['template']
    : undefined
  const compared = new Set<string>()
  const reported = new Set<Override>()
  const scopes = new Map<Override, readonly string[]>()
  const scopeOf = (override: Override): readonly string[] => {
    const scope = scopes.get(override) ?? writtenScope(override, template)
    scopes.set(override, scope)
    return scope
  }
  const numbers = new Map<readonly Override[], number>()
  const numberOf = (list: readonly Override[]): number => {
    const number = numbers.get(list) ?? numbers.size
    numbers.set(list, number)
    return number
  }
  for (const cluster of placed) {
    const lists = layers.flatMap(({ byCluster }) => byCluster.get(cluster) ?? noList)
    const key = layers.map(({ byCluster }) => numberOf(byCluster.get(cluster) ?? noList)).join(' ')
    // Clusters that the same rules select conflict alike.
    if (compared.has(key)) continue
    compared.add(key)
    for (const [first, second] of overlaps(lists, scopeOf)) {
      if (reported.has(second)) continue
      reported.add(second)
      reportConflict(federatedObject, cluster, first, second, report)
    }
  }
}

const noList: readonly Override[] = []

function reportConflict(
  { manifest, kind, ...object }: FederatedObject,
  cluster: string,
  first: Override,
  second: Override,
  report: Report,
): void {
  const [earlier, later] = [holderOf(first, manifest), holderOf(second, manifest)]
  const related = [{ message: 'the other one', at: valueAt(earlier, `${first.pointer}/path`) }]
  const parameters = { path: second.path, other: first.path, kind, name: qualifiedName(object), cluster }
  const context = { at: valueAt(later, `${second.pointer}/path`), related, subject: later }
  report(createDiagnostic('cluster-override-conflict', parameters, context))
}

/** The keys to what an override writes: to the whole list where it moves the items of one. */
function writtenScope({ op, path }: Override, template: Json | undefined): readonly string[] {
  const keys = pointerSegments(path)
  if (op === 'replace' || !mayBeItem(keys.at(-1) ?? '')) return keys
  const parent = valueAtPath(template, path.slice(0, path.lastIndexOf('/')))
  return isObject(parent) ? keys : keys.slice(0, -1)
}

function mayBeItem(key: string): boolean {
  return key === '-' || /^-?\d+$/.test(key) || /^\[.*\]$/s.test(key)
}

/** What is written at a pointer, and what is written below it; of each manifest one override, and of two at most. */
interface WrittenFields {
  readonly at: Override[]
  readonly below: Map<string, WrittenFields>
  /** At it or below it. */
  readonly any: Override[]
}

function note(overrides: Override[], override: Override): void {
  const [first] = overrides
  if (first === undefined || (overrides.length < 2 && first.ruledBy !== override.ruledBy)) {
    overrides.push(override)
  }
}

/** The pairs of overrides of different manifests whose scopes overlap, the earlier one first. */
function overlaps(
  overrides: readonly Override[],
  scopeOf: (override: Override) => readonly string[],
): readonly (readonly [Override, Override])[] {
  const root: WrittenFields = { at: [], below: new Map(), any: [] }
  return overrides.flatMap((override): readonly (readonly [Override, Override])[] => {
    const found = insert(root, override, scopeOf(override))
    return found ? [[found, override]] : []
  })
}

/** So many items of lists are compared one by one; among more, a key is taken for that of any, since strangers write them. */
const mostItems = 1000

/** Inserts an override, and gives an earlier one of another manifest that writes above it, at its place, or below. */
function insert(root: WrittenFields, override: Override, scope: readonly string[]): Override | undefined {
  const isOther = ({ ruledBy }: Override): boolean => ruledBy !== override.ruledBy
  let found: Override | undefined
  let nodes: readonly WrittenFields[] = [root]
  let own = root
  for (const key of scope) {
    note(own.any, override)
    found ??= nodes.flatMap(({ at }) => at).find(isOther)
    const isAmongMany = mayBeItem(key) && nodes.reduce((sum, { below }) => sum + below.size, 0) > mostItems
    if (isAmongMany) found ??= nodes.flatMap(({ any }) => any).find(isOther)
    nodes = isAmongMany ? [] : nodes.flatMap(({ below }) => sameFields(below, key))
    const next = own.below.get(key) ?? { at: [], below: new Map(), any: [] }
    own.below.set(key, next)
    own = next
  }
  found ??= nodes.flatMap(({ any }) => any).find(isOther)
  note(own.any, override)
  note(own.at, override)
  return found
}

/** What is known of the fields that a key may name: an item that is found by a field of its own may be at any index. */
function sameFields(below: ReadonlyMap<string, WrittenFields>, key: string): readonly WrittenFields[] {
  const exact = below.get(key)
  if (!mayBeItem(key)) return exact ? [exact] : []
  return [...below].filter(([other]) => maySame(key, other)).map(([, fields]) => fields)
}

function maySame(left: string, right: string): boolean {
  if (left === right) return true
  if (!mayBeItem(right)) return false
  const [ofLeft, ofRight] = [fieldOf(left), fieldOf(right)]
  if (ofLeft !== undefined && ofRight !== undefined) return ofLeft !== ofRight
  const isFixed = (key: string): boolean => /^\d+$/.test(key)
  return !(isFixed(left) && isFixed(right))
}

/** The field by which an item is found. */
function fieldOf(key: string): string | undefined {
  return /^\[([^=]*)=/.exec(key)?.[1]
}

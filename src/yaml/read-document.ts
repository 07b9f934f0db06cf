import { isAlias, isMap, isScalar, isSeq, type Alias, type Node, type Pair, type YAMLMap } from 'yaml'
import { setOwn } from '../json/own.ts'
import type { Json } from '../model/json.ts'
import { composeDocument, type ComposedDocument } from './compose-document.ts'
import { keySpansLines } from './key-lines.ts'
import { isMergeKey, mergeTargets } from './merge-key.ts'
import { readKey, readScalar } from './read-scalar.ts'
import { enter, fail, rangeOf, report, type AmbiguousScalar, type Walk } from './walk.ts'
import type { TextRange, YamlProblem } from './yaml-problem.ts'

/** One document as kubectl reads it, and what is worth a word about it. Offsets are those of the text given. */
export interface DocumentReading {
  readonly document: ComposedDocument
  /** Undefined where the document cannot be read. */
  readonly value: Json | undefined
  readonly problems: readonly YamlProblem[]
  readonly ambiguous: readonly AmbiguousScalar[]
  /** Plain scalars that are nothing but `...`. */
  readonly ellipses: readonly TextRange[]
  /** Whether a `__proto__` key stands somewhere in it. */
  readonly hasPrototypeKey: boolean
  /** Whether a plain scalar holds an action on a Helm chart's own values. */
  readonly hasChartAction: boolean
}

/**
 * Reads one document as go-yaml v2 and sigs.k8s.io/yaml do (decode.go, yaml.go), in strict mode: a key that stands
 * twice, also by way of a merge, is a problem. Scalars follow go-yaml's table, and keys become strings.
 */
export function readDocument(text: string, format: 'yaml' | 'json' = 'yaml'): DocumentReading {
  const document = composeDocument(text, format)
  const walk: Walk = {
    document,
    problems: [...document.problems],
    ambiguous: [],
    ellipses: [],
    mayHoldActions: text.includes('{{'),
    hasPrototypeKey: false,
    hasChartAction: false,
    openAliases: new Set(),
    depth: 0,
    decoded: 0,
    decodedByAlias: 0,
    stopped: document.problems.length > 0,
  }
  const value = document.contents ? readNode(document.contents, walk, false) : null
  return { ...walk, value: walk.problems.length === 0 ? value : undefined }
}

/** Reads one node; in flow style a plain scalar has fewer characters to start with. */
function readNode(node: Node | null, walk: Walk, inFlow: boolean): Json {
  if (!enter(node, walk)) return null
  if (node === null) return null
  if (isScalar(node)) return readScalar(node, walk, inFlow)
  if (isAlias(node)) return readAlias(node, walk)
  walk.depth += 1
  const value = isMap(node)
    ? readMapping(node, walk, {})
    : isSeq(node)
      ? readSequence(node.items, walk, node.flow)
      : null
  walk.depth -= 1
  return value
}

function readSequence(items: readonly unknown[], walk: Walk, inFlow: boolean | undefined): Json {
  return items.map((item) => readNode(item as Node | null, walk, inFlow === true))
}

function readAlias(alias: Alias, walk: Walk): Json {
  const target = walk.document.targets.get(alias)
  if (!target) return fail(alias, 'an alias names no anchor above it', walk)
  if (walk.openAliases.has(alias)) return fail(alias, 'an anchor holds itself', walk)
  walk.openAliases.add(alias)
  const value = readNode(target, walk, false)
  walk.openAliases.delete(alias)
  return value
}

function readMapping(map: YAMLMap, walk: Walk, into: Record<string, Json>): Json {
  let merge: Node | undefined
  for (const pair of map.items as Pair<Node, Node | null>[]) {
    if (walk.stopped) break
    if (isMergeKey(pair.key)) {
      merge = pair.key
      readMerge(pair, walk, into)
      continue
    }
    if (keySpansLines(pair.key, walk.document))
      fail(pair.key, 'a key and its colon stand on different lines', walk)
    const key = readKey(pair.key, walk, map.flow === true)
    const value = readNode(pair.value, walk, map.flow === true)
    if (key === undefined) continue
    if (Object.hasOwn(into, key)) reportRepetition(map, pair.key, key, merge, walk)
    else setOwn(into, key, value)
    if (key === '__proto__') walk.hasPrototypeKey = true
  }
  return into
}

function readMerge(pair: Pair<Node, Node | null>, walk: Walk, into: Record<string, Json>): void {
  const mappings = mergeTargets(pair.value, walk.document.targets)
  if (!mappings) {
    fail(pair.key, 'a merge ("<<") takes a mapping or a list of mappings', walk)
    return
  }
  for (const mapping of mappings) mergeNode(mapping, pair.key, walk, into)
}

/** Reads a merged mapping into the one that merges it; a key that both have is reported where they meet. */
function mergeNode(mapping: Node, at: Node, walk: Walk, into: Record<string, Json>): void {
  const merged = readNode(mapping, walk, false)
  if (typeof merged !== 'object' || merged === null) return
  for (const [key, value] of Object.entries(merged)) {
    if (Object.hasOwn(into, key)) {
      report(walk, { kind: 'merge-override', key, first: rangeOf(mapping), ...rangeOf(at) })
    } else setOwn(into, key, value)
  }
}

function reportRepetition(map: YAMLMap, at: Node, key: string, merge: Node | undefined, walk: Walk): void {
  const silent: Walk = { ...walk, problems: [], ambiguous: [], ellipses: [] }
  const isSame = (pair: Pair<Node, unknown>): boolean =>
    !isMergeKey(pair.key) && readKey(pair.key, silent, false) === key
  const first = (map.items as Pair<Node, unknown>[]).find((pair) => pair.key !== at && isSame(pair))?.key
  const before = first && rangeOf(first).start < rangeOf(at).start ? first : undefined
  report(walk, {
    kind: before ? 'duplicate-key' : 'merge-override',
    key,
    first: rangeOf(before ?? merge ?? at),
    ...rangeOf(at),
  })
}

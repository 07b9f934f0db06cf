import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Alias,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
} from 'yaml'
import { setOwn } from '../json/own.ts'
import type { Json } from '../model/json.ts'
import { maximumDepth } from './compose-bounded.ts'
import { composeDocument, type ComposedDocument } from './compose-document.ts'
import { plainKeyText } from './key-text.ts'
import { resolvePlainScalar } from './plain-scalar.ts'
import { keySpansLines } from './key-lines.ts'
import { isMergeKey, mergeTargets } from './merge-key.ts'
import { findDisagreement, type Disagreement } from './readers-disagree.ts'
import {
  plainValue,
  scalarText,
  taggedValue,
  type ScalarJson,
  type UnreadableScalar,
} from './scalar-value.ts'
import type { TextRange, YamlProblem } from './yaml-problem.ts'

/** A plain scalar that kubectl reads differently from other readers of YAML. */
export interface AmbiguousScalar extends TextRange, Disagreement {
  readonly text: string
  readonly part: 'key' | 'value'
}

/** One document as kubectl reads it, and what is worth a word about it. Offsets are those of the text given. */
export interface DocumentReading {
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

interface Walk {
  readonly document: ComposedDocument
  readonly problems: YamlProblem[]
  readonly ambiguous: AmbiguousScalar[]
  readonly ellipses: TextRange[]
  readonly mayHoldActions: boolean
  hasPrototypeKey: boolean
  hasChartAction: boolean
  /** The aliases that are being read; one that comes up again holds itself. */
  readonly openAliases: Set<Alias>
  depth: number
  decoded: number
  decodedByAlias: number
  /** Set once nothing that follows can be trusted any more. */
  stopped: boolean
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

/** Counts a node as decode.go does, and stops where aliases make more of a document than go-yaml lets them. */
function enter(node: Node | null, walk: Walk): boolean {
  if (walk.stopped) return false
  walk.decoded += 1
  if (walk.openAliases.size > 0) walk.decodedByAlias += 1
  if (walk.depth >= maximumDepth && (isMap(node) || isSeq(node))) {
    report(walk, { kind: 'too-deep', ...rangeOf(node) })
    walk.stopped = true
  } else if (isExcessive(walk.decoded, walk.decodedByAlias)) {
    fail(node, 'its aliases expand to far more than the text holds', walk)
    walk.stopped = true
  }
  return !walk.stopped
}

/** decode.go: allowedAliasRatio. Up to 400,000 nodes nearly all may come from aliases, from 4,000,000 on a tenth. */
function isExcessive(decoded: number, byAlias: number): boolean {
  if (byAlias <= 100 || decoded <= 1000) return false
  const excess = Math.min(Math.max((decoded - 400_000) / 3_600_000, 0), 1)
  return byAlias / decoded > 0.99 - 0.89 * excess
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

/** The key of a mapping as a string; undefined, once reported, where it is none that JSON can have. */
function readKey(node: Node, walk: Walk, inFlow: boolean): string | undefined {
  if (isAlias(node)) {
    const target = walk.document.targets.get(node)
    if (isScalar(target)) return enter(node, walk) ? readKey(target, walk, inFlow) : undefined
  }
  if (!enter(node, walk)) return undefined
  if (!isScalar(node))
    return refuseKey(node, 'a key is a mapping or a list, or an alias without an anchor', walk)
  const text = textOf(node, walk, inFlow)
  if (text === undefined) return undefined
  if (node.tag !== undefined) return taggedKey(node, node.tag, text, walk)
  if (node.type !== 'PLAIN') return text
  note(node, text, resolvePlainScalar(text), 'key', walk)
  return plainKeyText(text) ?? refuseKey(node, unfitKey, walk)
}

const unfitKey = 'a key is null or an integer beyond 2^63, which JSON cannot have'

function taggedKey(node: Scalar, tag: string, text: string, walk: Walk): string | undefined {
  const value = taggedValue(tag, text)
  if (typeof value === 'string') return value
  if (isUnreadable(value)) return refuseKey(node, value.problem, walk)
  return plainKeyText(text) ?? refuseKey(node, unfitKey, walk)
}

function refuseKey(node: Node, problem: string, walk: Walk): undefined {
  fail(node, problem, walk)
  return undefined
}

function readScalar(node: Scalar, walk: Walk, inFlow: boolean): Json {
  const text = textOf(node, walk, inFlow)
  if (text === undefined) return null
  if (node.tag === undefined && node.type !== 'PLAIN') return text
  const value = node.tag === undefined ? plainValue(text) : taggedValue(node.tag, text)
  if (isUnreadable(value)) return fail(node, value.problem, walk)
  if (node.tag === undefined) note(node, text, value, 'value', walk)
  return value
}

/** The text of a scalar; undefined, once reported, where kubectl refuses it. */
function textOf(node: Scalar, walk: Walk, inFlow: boolean): string | undefined {
  const text = scalarText(node, walk.document)
  if (typeof text !== 'string') return refuseKey(node, text.problem, walk)
  if (inFlow && node.type === 'PLAIN' && indicatorInFlow.test(text)) {
    return refuseKey(node, 'inside brackets an unquoted value cannot start with ":" or hold "?"', walk)
  }
  if (
    inFlow &&
    node.tag !== undefined &&
    text === '' &&
    /[,[\]]/.test(walk.document.text.charAt(rangeOf(node).start))
  ) {
    return refuseKey(
      node,
      'inside brackets a tag takes in the comma or bracket that follows it without a space',
      walk,
    )
  }
  return text
}

/** go-yaml's scanner takes both for indicators inside brackets, whatever follows (scannerc.go). */
const indicatorInFlow = /^:|\?/

/** Notes what is worth a word about a plain scalar; aliases repeat what was noted at their anchor. */
function note(node: Scalar, text: string, value: ScalarJson, part: 'key' | 'value', walk: Walk): void {
  if (walk.openAliases.size > 0) return
  const disagreement = findDisagreement(text, value)
  if (disagreement) walk.ambiguous.push({ ...disagreement, text, part, ...rangeOf(node) })
  if (text === '...') walk.ellipses.push(rangeOf(node))
  if (walk.mayHoldActions && holdsChartAction(text)) walk.hasChartAction = true
}

function holdsChartAction(text: string): boolean {
  const start = text.indexOf('{{')
  return start !== -1 && /\.(?:Values|Release|Chart)\b/.test(text.slice(start))
}

function isUnreadable(value: ScalarJson | UnreadableScalar): value is UnreadableScalar {
  return typeof value === 'object' && value !== null
}

function fail(node: Node | null, problem: string, walk: Walk): null {
  report(walk, { kind: 'syntax', problem, ...rangeOf(node) })
  return null
}

/** Notes a problem; a document with many is given up, because each duplicate costs a walk over its mapping. */
function report(walk: Walk, problem: YamlProblem): void {
  walk.problems.push(problem)
  if (walk.problems.length >= mostProblems) walk.stopped = true
}

const mostProblems = 20

function rangeOf(node: Node | null): TextRange {
  const [start, end] = node?.range ?? [0, 0]
  return { start, end }
}

import { setOwn } from '../../json/own.ts'
import type { Json } from '../../model/json.ts'
import { findForbiddenCharacter } from './forbidden-character.ts'
import { keyOf } from './key-of.ts'
import { isMerge, mergedMappings } from './merged-mappings.ts'
import { readKey, readScalar } from './read-scalar.ts'
import { parseDocument, type ParsedDocument } from '../scan/parse-document.ts'
import { parseJson } from '../scan/parse-json.ts'
import type { AliasNode, MappingNode, YamlNode } from '../scan/yaml-node.ts'
import { enter, fail, rangeOf, report, type AmbiguousScalar, type Walk } from './walk.ts'
import type { TextRange, YamlProblem } from './yaml-problem.ts'

/** One document as kubectl reads it, and what is worth a word about it. Offsets are those of the text given. */
export interface DocumentReading {
  /** Undefined where the document cannot be read. */
  readonly value: Json | undefined
  readonly problems: readonly YamlProblem[]
  /** The first `mostAmbiguous` of the scalars that readers of YAML disagree on, and how many there are. */
  readonly ambiguous: readonly AmbiguousScalar[]
  readonly ambiguousCount: number
  /** Plain scalars that are nothing but `...`. */
  readonly ellipses: readonly TextRange[]
  /** Whether it holds a `__proto__` key anywhere. */
  readonly hasPrototypeKey: boolean
  /** Whether a plain scalar holds an action on a Helm chart's own values. */
  readonly hasChartAction: boolean
}

/**
 * Reads one document as go-yaml v2 and sigs.k8s.io/yaml do (decode.go, yaml.go), in strict mode: a key that is
 * twice, also by way of a merge, is a problem. Scalars follow go-yaml's table, and keys become strings.
 */
export function readNodes(text: string, format: 'yaml' | 'json'): DocumentReading {
  const { root, problem } = parse(text, format)
  const walk: Walk = {
    format,
    problems: problem ? [problem] : [],
    ambiguous: [],
    ambiguousCount: 0,
    ellipses: [],
    mayHoldActions: text.includes('{{'),
    hasPrototypeKey: false,
    hasChartAction: false,
    openAliases: new Set(),
    depth: 0,
    decoded: 0,
    decodedByAlias: 0,
    stopped: false,
  }
  const value = root ? readNode(root, walk) : null
  const { problems, ambiguous, ambiguousCount, ellipses, hasPrototypeKey, hasChartAction } = walk
  return {
    value: problems.length === 0 ? value : undefined,
    problems,
    ambiguous,
    ambiguousCount,
    ellipses,
    hasPrototypeKey,
    hasChartAction,
  }
}

function parse(text: string, format: 'yaml' | 'json'): ParsedDocument {
  if (format === 'json') return parseJson(text)
  const start = findForbiddenCharacter(text)
  if (start === -1) return parseDocument(text)
  const problem =
    text.charAt(start) === '\ufeff'
      ? 'the text holds a byte order mark, where kubectl may drop it; "\\uFEFF" in double quotes is read'
      : 'the text holds a control character'
  return { problem: { kind: 'syntax', problem, start, end: start + 1 } }
}

function readNode(node: YamlNode, walk: Walk): Json {
  if (!enter(node, walk)) return null
  if (node.kind === 'scalar') return readScalar(node, walk)
  if (node.kind === 'alias') return readAlias(node, walk)
  walk.depth += 1
  const value =
    node.kind === 'mapping' ? readMapping(node, walk, {}) : node.items.map((item) => readNode(item, walk))
  walk.depth -= 1
  return value
}

function readAlias(alias: AliasNode, walk: Walk): Json {
  if (walk.openAliases.has(alias)) return fail(alias, 'an anchor holds itself', walk)
  walk.openAliases.add(alias)
  const value = readNode(alias.target, walk)
  walk.openAliases.delete(alias)
  return value
}

function readMapping(mapping: MappingNode, walk: Walk, into: Record<string, Json>): Json {
  let merge: YamlNode | undefined
  for (const [keyNode, valueNode] of mapping.entries) {
    if (walk.stopped) break
    if (isMerge(keyNode)) {
      merge = keyNode
      readMerge(keyNode, valueNode, walk, into)
      continue
    }
    const key = readKey(keyNode, walk)
    const value = readNode(valueNode, walk)
    if (key === undefined) continue
    if (Object.hasOwn(into, key)) reportRepetition(mapping, keyNode, key, merge, walk)
    else setOwn(into, key, value)
    if (key === '__proto__') walk.hasPrototypeKey = true
  }
  return into
}

function readMerge(key: YamlNode, value: YamlNode, walk: Walk, into: Record<string, Json>): void {
  const mappings = mergedMappings(value)
  if (!mappings) {
    fail(key, 'a merge ("<<") takes a mapping or a list of mappings', walk)
    return
  }
  for (const mapping of mappings) mergeNode(mapping, key, walk, into)
}

/** Reads a merged mapping into the one that merges it; a key that both have is reported where they meet. */
function mergeNode(mapping: YamlNode, at: YamlNode, walk: Walk, into: Record<string, Json>): void {
  const merged = readNode(mapping, walk)
  if (typeof merged !== 'object' || merged === null) return
  for (const [key, value] of Object.entries(merged)) {
    if (Object.hasOwn(into, key)) {
      report(walk, { kind: 'merge-override', key, first: rangeOf(mapping), ...rangeOf(at) })
    } else setOwn(into, key, value)
  }
}

function reportRepetition(
  mapping: MappingNode,
  at: YamlNode,
  key: string,
  merge: YamlNode | undefined,
  walk: Walk,
): void {
  const first = mapping.entries.find(
    ([each]) => each.start < at.start && !isMerge(each) && keyOf(each) === key,
  )?.[0]
  report(walk, {
    kind: first ? 'duplicate-key' : 'merge-override',
    key,
    first: rangeOf(first ?? merge ?? at),
    ...rangeOf(at),
  })
}

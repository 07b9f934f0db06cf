import { maximumDepth } from './limits.ts'
import type { Disagreement } from './readers-disagree.ts'
import type { AliasNode, YamlNode } from '../scan/yaml-node.ts'
import type { TextRange, YamlProblem } from './yaml-problem.ts'

/** A plain scalar that kubectl reads differently from other readers of YAML. */
export interface AmbiguousScalar extends TextRange, Disagreement {
  readonly text: string
  readonly part: 'key' | 'value'
}

/** What reading one document goes along with: what was found, and the counts that bound it. */
export interface Walk {
  readonly format: 'yaml' | 'json'
  readonly problems: YamlProblem[]
  /** The first `mostAmbiguous` of them. */
  readonly ambiguous: AmbiguousScalar[]
  ambiguousCount: number
  readonly ellipses: TextRange[]
  readonly mayHoldActions: boolean
  hasPrototypeKey: boolean
  hasChartAction: boolean
  /** The aliases that are being read; one that comes up again holds itself. */
  readonly openAliases: Set<AliasNode>
  depth: number
  decoded: number
  decodedByAlias: number
  /** Set once nothing that follows can be trusted any more. */
  stopped: boolean
}

/** Counts a node as decode.go does, and stops where aliases make more of a document than go-yaml lets them. */
export function enter(node: YamlNode, walk: Walk): boolean {
  if (walk.stopped) return false
  walk.decoded += 1
  if (walk.openAliases.size > 0) walk.decodedByAlias += 1
  if (walk.depth >= maximumDepth && (node.kind === 'mapping' || node.kind === 'sequence')) {
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

/** Reports why a node cannot be read; the value in its place is null. */
export function fail(node: YamlNode, problem: string, walk: Walk): null {
  report(walk, { kind: 'syntax', problem, ...rangeOf(node) })
  return null
}

/** Notes a problem; a document with many is given up, because each duplicate costs a walk over its mapping. */
export function report(walk: Walk, problem: YamlProblem): void {
  walk.problems.push(problem)
  if (walk.problems.length >= mostProblems) walk.stopped = true
}

const mostProblems = 20

/** The place of a node. */
export function rangeOf({ start, end }: YamlNode): TextRange {
  return { start, end }
}

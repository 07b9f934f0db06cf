import { isAlias, isScalar, type Node, type Scalar } from 'yaml'
import type { Json } from '../model/json.ts'
import { plainKeyText } from './key-text.ts'
import { resolvePlainScalar } from './plain-scalar.ts'
import { findDisagreement } from './readers-disagree.ts'
import {
  plainValue,
  scalarText,
  taggedValue,
  type ScalarJson,
  type UnreadableScalar,
} from './scalar-value.ts'
import { enter, fail, rangeOf, type Walk } from './walk.ts'

/** The key of a mapping as a string; undefined, once reported, where it is none that JSON can have. */
export function readKey(node: Node, walk: Walk, inFlow: boolean): string | undefined {
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

/** The value of a scalar; null, once reported, where it has none. */
export function readScalar(node: Scalar, walk: Walk, inFlow: boolean): Json {
  const text = textOf(node, walk, inFlow)
  if (text === undefined) return null
  if (node.tag === undefined && node.type !== 'PLAIN') return text
  const value = node.tag === undefined ? plainValue(text) : taggedValue(node.tag, text)
  if (isUnreadable(value)) return fail(node, value.problem, walk)
  if (walk.document.format === 'json' && typeof value === 'string') return fail(node, hugeNumber, walk)
  if (node.tag === undefined) note(node, text, value, 'value', walk)
  return value
}

const hugeNumber = 'a number is too large for a double'

/** The text of a scalar; undefined, once reported, where kubectl refuses it. */
function textOf(node: Scalar, walk: Walk, inFlow: boolean): string | undefined {
  const text = scalarText(node, walk.document)
  if (typeof text !== 'string') return refuseKey(node, text.problem, walk)
  if (inFlow && node.type === 'PLAIN' && indicatorInFlow.test(text)) {
    return refuseKey(node, 'inside brackets an unquoted value cannot start with ":" or hold "?"', walk)
  }
  if (inFlow && text === '' && tagTakesIndicator(node, walk)) return refuseKey(node, greedyTag, walk)
  return text
}

/** Whether a comma or bracket stands right behind the tag of an empty scalar: it may be a part of a tag (scannerc.go). */
function tagTakesIndicator(node: Scalar, { document }: Walk): boolean {
  return node.tag !== undefined && /[,[\]]/.test(document.text.charAt(rangeOf(node).start))
}

const greedyTag = 'inside brackets a tag takes in the comma or bracket that follows it without a space'

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

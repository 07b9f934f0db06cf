import type { Json } from '../../model/json.ts'
import { holdsChartAction } from './chart-action.ts'
import { keyOf } from './key-of.ts'
import { mostAmbiguous } from './limits.ts'
import { resolvePlainScalar } from '../write/plain-scalar.ts'
import { findDisagreement } from './readers-disagree.ts'
import { plainValue, taggedValue, type ScalarJson, type UnreadableScalar } from './scalar-value.ts'
import type { ScalarNode, YamlNode } from '../scan/yaml-node.ts'
import { enter, fail, rangeOf, type Walk } from './walk.ts'

/** The key of a mapping as a string; undefined, once reported, where it is none that JSON can have. */
export function readKey(node: YamlNode, walk: Walk): string | undefined {
  if (!enter(node, walk)) return undefined
  if (node.kind === 'alias' && node.target.kind === 'scalar') return readKey(node.target, walk)
  if (isPlain(node)) note(node, node.text, resolvePlainScalar(node.text), 'key', walk)
  const key = keyOf(node)
  if (typeof key === 'string') return key
  fail(node, key.problem, walk)
  return undefined
}

function isPlain(node: YamlNode): node is ScalarNode {
  return node.kind === 'scalar' && node.style === 'plain' && node.tag === undefined
}

/** The value of a scalar; null, once reported, where it has none. */
export function readScalar(node: ScalarNode, walk: Walk): Json {
  const { text, tag, style } = node
  if (tag === undefined && style !== 'plain') return text
  const value = tag === undefined ? plainValue(text) : taggedValue(tag, text)
  if (isUnreadable(value)) return fail(node, value.problem, walk)
  if (walk.format === 'json' && typeof value === 'string') return fail(node, hugeNumber, walk)
  if (tag === undefined) note(node, text, value, 'value', walk)
  return value
}

const hugeNumber = 'a number is too large for a double'

/** Notes what is worth a word about a plain scalar; aliases repeat what was noted at their anchor. */
function note(node: ScalarNode, text: string, value: ScalarJson, part: 'key' | 'value', walk: Walk): void {
  if (walk.openAliases.size > 0) return
  const disagreement = findDisagreement(text, value)
  if (disagreement) {
    walk.ambiguousCount += 1
    if (walk.ambiguous.length < mostAmbiguous)
      walk.ambiguous.push({ ...disagreement, text, part, ...rangeOf(node) })
  }
  if (text === '...') walk.ellipses.push(rangeOf(node))
  if (walk.mayHoldActions && holdsChartAction(text)) walk.hasChartAction = true
}

function isUnreadable(value: ScalarJson | UnreadableScalar): value is UnreadableScalar {
  return typeof value === 'object' && value !== null
}

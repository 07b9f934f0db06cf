import type { YamlNode } from '../scan/yaml-node.ts'
import { plainKeyText } from './key-text.ts'
import { taggedValue, type UnreadableScalar } from './scalar-value.ts'
import { targetOf } from './merged-mappings.ts'

/** A key of a mapping as the JSON object has it, or why JSON can have none. */
export function keyOf(node: YamlNode): string | UnreadableScalar {
  const key = targetOf(node)
  if (key.kind !== 'scalar') return { problem: 'a key is a mapping or a list' }
  const { text, tag, style } = key
  if (tag === undefined) return style === 'plain' ? (plainKeyText(text) ?? unfitKey) : text
  const value = taggedValue(tag, text)
  if (typeof value === 'string') return value
  if (typeof value === 'object' && value !== null) return value
  return plainKeyText(text) ?? unfitKey
}

const unfitKey: UnreadableScalar = {
  problem: 'a key is null or an integer beyond 2^63, which JSON cannot have',
}

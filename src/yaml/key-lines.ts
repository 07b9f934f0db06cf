import { isScalar, type Node } from 'yaml'
import type { ComposedDocument } from './compose-document.ts'
import { skipComments } from './skip-comments.ts'

/**
 * Whether a key without a question mark spans lines, or its colon stands on a later one; go-yaml refuses both
 * everywhere (scannerc.go: yaml_simple_key_is_valid), YAML 1.2 takes them inside brackets.
 */
export function keySpansLines(key: Node, { text, format }: ComposedDocument): boolean {
  const [start, end] = key.range ?? [0, 0]
  if (format === 'json' || !isScalar(key) || start === end) return false
  if (text.charAt(end) === ':' && key.type === 'PLAIN' && !String(key.value).includes(' ')) return false
  const isWhole = !lineBreak.test(text.slice(start, end)) && !colonBelow(text, end)
  return !isWhole && !/\?\s*(?:[&!]\S*\s+)*$/.test(text.slice(Math.max(0, start - 200), start))
}

const lineBreak = /[\n\r\u0085\u2028\u2029]/
const restOfLine = /[ \t]*(?:#[^\n]*)?[\n\r\u0085\u2028\u2029]/y
const colon = /[\s\u0085]*:(?=[\s,]|$)/y

function colonBelow(text: string, from: number): boolean {
  restOfLine.lastIndex = from
  if (!restOfLine.test(text)) return false
  colon.lastIndex = skipComments(text, restOfLine.lastIndex)
  return colon.test(text)
}

import { ScanFault } from './cursor.ts'
import {
  emptyScalar,
  fitted,
  type Named,
  type OpenMapping,
  type OpenSequence,
  type Parser,
} from './parser.ts'
import type { Token } from './token.ts'
import type { YamlNode } from './yaml-node.ts'

const inBrackets = { block: false, indentless: false }

/** Parses a list in brackets (parserc.go: yaml_parser_parse_flow_sequence_entry). */
export function parseFlowSequence(parser: Parser, named: Named): YamlNode {
  const { start } = parser.take()
  const node = named<OpenSequence>({ kind: 'sequence', isFlow: true, items: [], start, end: start })
  while (hasMore(parser, 'flow-sequence-end', node.items.length === 0)) {
    const token = parser.peek()
    node.items.push(token.type === 'key' ? parsePair(parser) : parser.parseNode(inBrackets))
  }
  node.end = parser.take().end
  return node
}

/** Passes the comma before another item; false where the brackets end. */
function hasMore(parser: Parser, closing: Token['type'], isFirst: boolean): boolean {
  if (parser.peek().type === closing) return false
  if (isFirst) return true
  const comma = parser.take()
  if (comma.type !== 'flow-entry') throw new ScanFault(missingComma, comma.start)
  return parser.peek().type !== closing
}

const missingComma = 'a comma or a closing bracket is missing'

/** Parses the mapping of one entry that `key: value` in a list is (yaml_parser_parse_flow_sequence_entry_mapping_key). */
function parsePair(parser: Parser): YamlNode {
  const { start } = parser.take()
  const next = parser.peek()
  // go-yaml takes the token after a question mark without a key, whichever it is.
  const isEmpty = next.type === 'value' || endsEntry(next, 'flow-sequence-end')
  const key = isEmpty ? emptyScalar(parser.take().end) : parser.parseNode(inBrackets)
  const value = parseValue(parser, key, 'flow-sequence-end')
  return { kind: 'mapping', isFlow: true, entries: [[key, value]], start, end: Math.max(key.end, value.end) }
}

/** Parses a mapping in braces (yaml_parser_parse_flow_mapping_key, yaml_parser_parse_flow_mapping_value). */
export function parseFlowMapping(parser: Parser, named: Named): YamlNode {
  const { start } = parser.take()
  const node = named<OpenMapping>({ kind: 'mapping', isFlow: true, entries: [], start, end: start })
  while (hasMore(parser, 'flow-mapping-end', node.entries.length === 0)) {
    if (parser.peek().type === 'key') {
      parser.take()
      const key = parseKey(parser)
      node.entries.push([key, parseValue(parser, key, 'flow-mapping-end')])
    } else {
      const key = parser.parseNode(inBrackets)
      node.entries.push([key, emptyScalar(key.end)])
    }
  }
  node.entries = fitted(node.entries)
  node.end = parser.take().end
  return node
}

function parseKey(parser: Parser): YamlNode {
  const next = parser.peek()
  const isEmpty = next.type === 'value' || endsEntry(next, 'flow-mapping-end')
  return isEmpty ? emptyScalar(next.start) : parser.parseNode(inBrackets)
}

/** Parses a colon and the value after it, or the null of a value that is left out. */
function parseValue(parser: Parser, key: YamlNode, closing: Token['type']): YamlNode {
  if (parser.peek().type !== 'value') return emptyScalar(key.end)
  const { end } = parser.take()
  return endsEntry(parser.peek(), closing) ? emptyScalar(end) : parser.parseNode(inBrackets)
}

function endsEntry({ type }: Token, closing: Token['type']): boolean {
  return type === 'flow-entry' || type === closing
}

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

const nested = { block: true, indentless: false }
const inMapping = { block: true, indentless: true }

/** Parses the lines of a list (parserc.go: yaml_parser_parse_block_sequence_entry). */
export function parseBlockSequence(parser: Parser, named: Named): YamlNode {
  const { start } = parser.take()
  const node = named<OpenSequence>({ kind: 'sequence', isFlow: false, items: [], start, end: start })
  for (;;) {
    const token = parser.take()
    if (token.type === 'block-end') return node
    if (token.type !== 'block-entry') throw new ScanFault(unexpectedIndent, token.start)
    const isEmpty = ['block-entry', 'block-end'].includes(parser.peek().type)
    addItem(node, isEmpty ? emptyScalar(token.end) : parser.parseNode(nested))
  }
}

const unexpectedIndent = 'the indentation does not fit the lines above'

/** Parses a list whose dashes are in the column of the key above (yaml_parser_parse_indentless_sequence_entry). */
export function parseIndentlessSequence(parser: Parser, named: Named): YamlNode {
  const { start } = parser.peek()
  const node = named<OpenSequence>({ kind: 'sequence', isFlow: false, items: [], start, end: start })
  while (parser.peek().type === 'block-entry') {
    const { end } = parser.take()
    const isEmpty = parser.peek().type === 'block-entry' || endsEntry(parser.peek())
    addItem(node, isEmpty ? emptyScalar(end) : parser.parseNode(nested))
  }
  return node
}

/** Parses the lines of a mapping (yaml_parser_parse_block_mapping_key, yaml_parser_parse_block_mapping_value). */
export function parseBlockMapping(parser: Parser, named: Named): YamlNode {
  const { start } = parser.take()
  const node = named<OpenMapping>({ kind: 'mapping', isFlow: false, entries: [], start, end: start })
  for (;;) {
    const token = parser.take()
    if (token.type === 'block-end') {
      node.entries = fitted(node.entries)
      return node
    }
    if (token.type !== 'key') throw new ScanFault(unexpectedIndent, token.start)
    const key = parseEntryPart(parser, token)
    const value = parser.peek().type === 'value' ? parser.take() : undefined
    const item = value ? parseEntryPart(parser, value) : emptyScalar(key.end)
    node.entries.push([key, item])
    node.end = Math.max(key.end, item.end)
  }
}

function parseEntryPart(parser: Parser, indicator: Token): YamlNode {
  return endsEntry(parser.peek()) ? emptyScalar(indicator.end) : parser.parseNode(inMapping)
}

function endsEntry({ type }: Token): boolean {
  return type === 'key' || type === 'value' || type === 'block-end'
}

function addItem(node: OpenSequence, item: YamlNode): void {
  node.items.push(item)
  node.end = item.end
}

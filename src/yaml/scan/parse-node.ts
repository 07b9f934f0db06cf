import { maximumDepth } from '../read/limits.ts'
import { ScanFault } from './cursor.ts'
import { parseBlockMapping, parseBlockSequence, parseIndentlessSequence } from './parse-block.ts'
import { parseFlowMapping, parseFlowSequence } from './parse-flow.ts'
import { emptyScalar, type Named, type NodeContext, type Parser } from './parser.ts'
import type { Token } from './token.ts'
import type { YamlNode } from './yaml-node.ts'

interface Properties {
  readonly anchor?: string
  readonly tag?: string
  /** Where the last of them ends. */
  readonly end: number
}

/** Parses a node with its anchor and its tag (parserc.go: yaml_parser_parse_node). */
export function parseNode(parser: Parser, context: NodeContext): YamlNode {
  const { start } = parser.peek()
  if (parser.peek().type === 'alias') return parseAlias(parser)
  const properties = parseProperties(parser)
  const content = parser.peek()
  if (context.indentless && content.type === 'block-entry')
    return parseCollection(parser, content, properties, parseIndentlessSequence)
  if (content.type === 'scalar') {
    parser.take()
    const { text, style, end } = content
    const { tag } = properties
    const scalar = { kind: 'scalar', text, style, start: content.start, end } as const
    return named(parser, properties, tag === undefined ? scalar : { ...scalar, tag })
  }
  const parse = collectionParser(content, context)
  if (parse) return parseCollection(parser, content, properties, parse)
  const { anchor, tag, end } = properties
  if (anchor === undefined && tag === undefined)
    throw new ScanFault(noContent, start, Math.max(content.end, start + 1))
  return named(parser, properties, { ...emptyScalar(end), ...(tag !== undefined && { tag }) })
}

const noContent = 'the text here belongs to no value'

function parseAlias(parser: Parser): YamlNode {
  const token = parser.take()
  const { start, end } = token
  const target = token.type === 'alias' ? parser.anchors.get(token.name) : undefined
  if (!target) throw new ScanFault('an alias names no anchor above it', start, end)
  return { kind: 'alias', target, start, end }
}

/** Parses an anchor and a tag, in either order. */
function parseProperties(parser: Parser): Properties {
  const properties: { anchor?: string; tag?: string; end: number } = { end: parser.peek().start }
  for (let count = 0; count < 2; count += 1) {
    const token = parser.peek()
    if (token.type === 'anchor' && properties.anchor === undefined) properties.anchor = token.name
    else if (token.type === 'tag' && properties.tag === undefined) properties.tag = fullTag(parser, token)
    else break
    properties.end = parser.take().end
  }
  return properties
}

function fullTag({ handles }: Parser, { tag: { handle, suffix }, start }: Token & { type: 'tag' }): string {
  const prefix = handle === '' ? '' : handles.get(handle)
  if (prefix === undefined || prefix + suffix === '') throw new ScanFault('a tag cannot be resolved', start)
  return prefix + suffix
}

function named<T extends YamlNode>(parser: Parser, { anchor }: Properties, node: T): T {
  if (anchor !== undefined) parser.anchors.set(anchor, node)
  return node
}

type CollectionParser = (parser: Parser, named: Named) => YamlNode

function collectionParser({ type }: Token, { block }: NodeContext): CollectionParser | undefined {
  if (type === 'flow-sequence-start') return parseFlowSequence
  if (type === 'flow-mapping-start') return parseFlowMapping
  if (block && type === 'block-sequence-start') return parseBlockSequence
  return block && type === 'block-mapping-start' ? parseBlockMapping : undefined
}

function parseCollection(
  parser: Parser,
  { start }: Token,
  properties: Properties,
  parse: CollectionParser,
): YamlNode {
  if (parser.depth >= maximumDepth) throw new ScanFault('too deep', start, start + 1, 'too-deep')
  parser.depth += 1
  const node = parse(parser, (each) => named(parser, properties, each))
  parser.depth -= 1
  return node
}

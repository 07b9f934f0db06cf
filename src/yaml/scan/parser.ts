import type { TokenStream } from './token-stream.ts'
import type { MappingNode, ScalarNode, SequenceNode, YamlNode } from './yaml-node.ts'

/** What parsing a document goes along with. */
export interface Parser extends TokenStream {
  readonly anchors: Map<string, YamlNode>
  /** The prefixes that the handles of tags mean. */
  readonly handles: ReadonlyMap<string, string>
  /** Parses the node that starts at the next token. */
  readonly parseNode: (context: NodeContext) => YamlNode
  depth: number
}

/** A mapping that is being parsed; an alias inside it may already name it. */
export interface OpenMapping extends MappingNode {
  entries: (readonly [YamlNode, YamlNode])[]
  end: number
}

/** A list that is being parsed. */
export interface OpenSequence extends SequenceNode {
  readonly items: YamlNode[]
  end: number
}

/** The context of a node: whether block collections may start there, and one of dashes without indentation. */
export interface NodeContext {
  readonly block: boolean
  readonly indentless: boolean
}

/** Sets the anchor of a node, if it has one; done before what the node holds is parsed. */
export type Named = <T extends YamlNode>(node: T) => T

/** The value that is left out: null. */
export function emptyScalar(at: number): ScalarNode {
  return { kind: 'scalar', text: '', style: 'plain', start: at, end: at }
}

/** A list that is complete without the room for more that a growing one has: most mappings have few entries. */
export function fitted<T>(list: readonly T[]): T[] {
  return list.slice()
}

import type { TextRange } from '../read/yaml-problem.ts'
import type { ScalarStyle } from './token.ts'

/** A node of a document as go-yaml's parser has it (decode.go: node); its range is without anchor and tag, and empty after a key without a value. */
export type YamlNode = ScalarNode | AliasNode | MappingNode | SequenceNode

export interface ScalarNode extends TextRange {
  readonly kind: 'scalar'
  readonly text: string
  readonly style: ScalarStyle
  /** The whole tag, such as `tag:yaml.org,2002:str`; tags of mappings and lists mean nothing to go-yaml. */
  readonly tag?: string
}

export interface AliasNode extends TextRange {
  readonly kind: 'alias'
  /** The last node of its anchor that starts before it. */
  readonly target: YamlNode
}

export interface MappingNode extends TextRange {
  readonly kind: 'mapping'
  /** Whether it is written between brackets, or is a single entry in a list that is. */
  readonly isFlow: boolean
  readonly entries: readonly (readonly [key: YamlNode, value: YamlNode])[]
}

export interface SequenceNode extends TextRange {
  readonly kind: 'sequence'
  readonly isFlow: boolean
  readonly items: readonly YamlNode[]
}

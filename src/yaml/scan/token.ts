import type { Directive } from './scan-directive.ts'
import type { Tag } from './scan-tag.ts'

/** How a scalar is written. */
export type ScalarStyle = 'plain' | 'quoted' | 'block'

/** What the scanner makes of a text (yamlh.go: yaml_token_t); `end` is exclusive. */
export type Token = { readonly start: number; readonly end: number } & (
  | { readonly type: StructureToken }
  | { readonly type: 'scalar'; readonly text: string; readonly style: ScalarStyle }
  | { readonly type: 'alias' | 'anchor'; readonly name: string }
  | { readonly type: 'tag'; readonly tag: Tag }
  | { readonly type: 'directive'; readonly directive: Directive }
)

/** Tokens that are nothing but structure; `key` and the three of blocks may be no character of the text. */
export type StructureToken =
  | 'stream-end'
  | 'document-start'
  | 'document-end'
  | 'block-mapping-start'
  | 'block-sequence-start'
  | 'block-end'
  | 'flow-mapping-start'
  | 'flow-mapping-end'
  | 'flow-sequence-start'
  | 'flow-sequence-end'
  | 'flow-entry'
  | 'block-entry'
  | 'key'
  | 'value'

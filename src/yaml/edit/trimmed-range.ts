import type { Node } from 'yaml'
import type { ComposedDocument } from './compose-document.ts'
import type { TextRange } from '../read/yaml-problem.ts'

/** The range of a node without the blank lines and comments after it. */
export function trimmedRange(node: Node | null | undefined, { text }: ComposedDocument): TextRange {
  const [start, end] = node?.range ?? [0, 0]
  return { start, end: start + text.slice(start, end).trimEnd().length }
}

import { parseDocument } from '../scan/parse-document.ts'
import { parseJson } from '../scan/parse-json.ts'
import type { YamlNode } from '../scan/yaml-node.ts'
import type { TextRange } from '../read/yaml-problem.ts'

/** The nodes of one document, to find places in its text; what they mean is read elsewhere (read-document.ts). */
export interface DocumentNodes {
  readonly text: string
  /** Undefined where the document is empty or cannot be parsed. */
  readonly root: YamlNode | undefined
}

/** The nodes of a document as kubectl parses it, be it YAML or JSON: what is JSON has the same places as YAML. */
export function documentNodes(text: string): DocumentNodes {
  const json = text.startsWith('{') ? parseJson(text).root : undefined
  return { text, root: json ?? parseDocument(text).root }
}

/** The range of a node without the blank lines below it. */
export function trimmedRange({ start, end }: TextRange, { text }: DocumentNodes): TextRange {
  return { start, end: start + text.slice(start, end).trimEnd().length }
}

import type { Alias, Node, ParsedNode } from 'yaml'
import { adaptText } from '../read/adapt-text.ts'
import { composeAsGo, type ComposedAsGo } from './compose-as-go.ts'
import { composeBounded, type Excess } from './compose-bounded.ts'
import { isInside, quotedRanges, resolveAliases } from '../read/tree-facts.ts'

/** The tree of one document, to edit its text; what the document means is read elsewhere (read-document.ts). */
export interface ComposedDocument {
  readonly text: string
  readonly format: 'yaml' | 'json'
  /**
   * Whether the text was changed before it was composed: it holds a lone CR, NEL, LS or PS (to YAML 1.1, and so to
   * kubectl, these are line breaks), or lines were joined.
   */
  readonly isRearranged: boolean
  /** Gives the text of a plain scalar of the tree as it is written in the source. */
  readonly restore: (scalar: string) => string
  /** Null where the document is empty or cannot be composed. */
  readonly contents: ParsedNode | null
  /** What each alias refers to: the last anchor of its name that was set before it. */
  readonly targets: ReadonlyMap<Alias, Node>
}

/** Composes the tree of the first document of a text. Offsets in the tree are offsets in the text. */
export function composeDocument(text: string, format: 'yaml' | 'json'): ComposedDocument {
  const isYaml = format === 'yaml'
  const { text: adapted, restore } = isYaml ? adaptText(text) : { text, restore: identity }
  const hasForeignBreaks = isYaml && foreignBreak.test(text)
  const facts = { text, format, restore }
  const composed = hasForeignBreaks ? composeWithForeignBreaks(adapted) : composeAsGo(adapted)
  if (typeof composed === 'string')
    return { ...facts, isRearranged: false, contents: null, targets: new Map() }
  const [document] = composed.documents
  return {
    ...facts,
    isRearranged: hasForeignBreaks || composed.isJoined,
    contents: document.contents,
    targets: resolveAliases(document, text),
  }
}

const identity = (scalar: string): string => scalar

const foreignBreak = /\r(?!\n)|[\u0085\u2028\u2029]/
const foreignBreaks = new RegExp(foreignBreak, 'g')

/**
 * The `yaml` package knows no line break but the line feed, so the others become one. Not in quotes, where a line feed
 * would have to be indented.
 */
function composeWithForeignBreaks(text: string): ComposedAsGo | Excess {
  const raw = composeBounded(text)
  if (typeof raw === 'string') return raw
  const quoted = quotedRanges(raw[0])
  const replaced = text.replace(foreignBreaks, (match, offset: number) =>
    isInside(quoted, offset) ? match : '\n',
  )
  return composeAsGo(replaced)
}

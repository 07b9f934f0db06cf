import type { Alias, Document, Node, ParsedNode } from 'yaml'
import { adaptText } from './adapt-text.ts'
import { composeAsGo, type ComposedAsGo } from './compose-as-go.ts'
import { composeBounded, type Excess } from './compose-bounded.ts'
import { describeLibraryError } from './library-problem.ts'
import { skipComments } from './skip-comments.ts'
import { findForbiddenTab, isInside, quotedRanges, resolveAliases } from './tree-facts.ts'
import type { YamlProblem } from './yaml-problem.ts'

/** The tree of one document, before its scalars mean anything. */
export interface ComposedDocument {
  readonly text: string
  readonly format: 'yaml' | 'json'
  /**
   * Whether quoted and plain scalars have to be read again from the source: a lone CR, NEL, LS or PS stands in the
   * text (to YAML 1.1, and so to kubectl, these are line breaks), or lines were joined.
   */
  readonly isRearranged: boolean
  /** Gives the text of a scalar of the tree as it stands in the source. */
  readonly restore: (scalar: string) => string
  /** Null where the document is empty or cannot be composed. */
  readonly contents: ParsedNode | null
  /** What each alias stands for: the last anchor of its name that was set before it. */
  readonly targets: ReadonlyMap<Alias, Node>
  readonly problems: readonly YamlProblem[]
}

/**
 * Composes the tree of the first document of a text, with the syntax errors that go-yaml v2 gives too. Offsets in the
 * tree are offsets in the text.
 */
export function composeDocument(text: string, format: 'yaml' | 'json'): ComposedDocument {
  const isYaml = format === 'yaml'
  const { text: adapted, restore } = isYaml ? adaptText(text) : { text, restore: identity }
  const hasForeignBreaks = isYaml && foreignBreak.test(text)
  const facts = { text, format, restore, ...emptyTree }
  const control = isYaml ? findControlCharacter(text) : -1
  if (control !== -1) {
    const problems = [syntaxProblem('a control character stands in the text', control)]
    return { ...facts, isRearranged: false, problems }
  }
  const composed = hasForeignBreaks ? composeWithForeignBreaks(adapted) : composeAsGo(adapted)
  if (typeof composed === 'string') {
    return { ...facts, isRearranged: false, problems: [{ kind: composed, start: 0, end: 1 }] }
  }
  const [document, second] = composed.documents
  const problems = syntaxProblems(document, format)
  const tab = isYaml ? findForbiddenTab(document, text) : undefined
  if (tab !== undefined) problems.push(syntaxProblem('a tab stands where only spaces may indent', tab))
  const start = skipComments(text, 0)
  if (documentEnd.test(text.slice(start, start + 4)))
    problems.push(syntaxProblem(emptyEndProblem, start, start + 3))
  if (second) problems.push(contentAfterEnd(text, second))
  const targets = resolveAliases(document, text, problems)
  return {
    ...facts,
    isRearranged: hasForeignBreaks || composed.isJoined,
    contents: document.contents,
    targets,
    problems,
  }
}

const emptyTree = { contents: null, targets: new Map<Alias, Node>() }
const identity = (scalar: string): string => scalar

const documentEnd = /^\.\.\.\s/
const emptyEndProblem = '"..." ends a document that has not begun'

/**
 * What go-yaml's reader refuses (readerc.go): every control character but tab, line breaks and NEL. A byte order mark
 * behind comments would be a part of the first key.
 */
function findControlCharacter(text: string): number {
  const start = skipComments(text, 0)
  return start > 0 && text.charAt(start) === '\ufeff' ? start : text.search(controlCharacter)
}

const controlCharacter = /(?![\t\n\r\u0085])\p{Cc}|[\ufffe\uffff]/u

const foreignBreak = /\r(?!\n)|[\u0085\u2028\u2029]/
const foreignBreaks = new RegExp(foreignBreak, 'g')

/**
 * The `yaml` package knows no line break but the line feed, so the others become one. Not in quotes: they are folded
 * where the scalar is read, and a line feed there would have to be indented.
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

function syntaxProblem(problem: string, start: number, end: number = start + 1): YamlProblem {
  return { kind: 'syntax', problem, start, end }
}

/** The first syntax error: those behind it mostly follow from it. Escapes are judged where values are read. */
function syntaxProblems(document: Document.Parsed, format: 'yaml' | 'json'): YamlProblem[] {
  const { explicit, version } = document.directives.yaml
  const problems = explicit && version !== '1.1' ? [syntaxProblem(versionProblem, 0)] : []
  const error = document.errors.find(({ code }) => format === 'yaml' || code !== 'KEY_OVER_1024_CHARS')
  if (error) problems.push(syntaxProblem(describeLibraryError(error.code), ...error.pos))
  return problems
}

const versionProblem = 'kubectl reads YAML 1.1 only, whatever a %YAML directive says'

/** `...` ends a document; kubectl drops the rest of the chunk without a word, so here it is an error. */
function contentAfterEnd(text: string, second: Document.Parsed): YamlProblem {
  const content = second.range[0]
  const before = text.slice(0, content)
  const marker = Math.max(before.lastIndexOf('\n...') + 1, 0)
  return { kind: 'content-after-end', start: marker, end: marker + 3 }
}

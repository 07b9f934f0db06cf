import {
  Composer,
  Parser,
  type Alias,
  type CST,
  type Document,
  type Node,
  type ParsedNode,
  type YAMLError,
} from 'yaml'
import { adaptText } from './adapt-text.ts'
import { describeLibraryError } from './library-problem.ts'
import { findForbiddenTab, isInside, quotedRanges, resolveAliases } from './tree-facts.ts'
import { composeAsGo, type ComposedAsGo, type Documents } from './compose-as-go.ts'
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

/** How many levels mappings and lists may be nested; deeper ones would overflow the stack of some later reader. */
export const maximumDepth = 256

/**
 * Composes the tree of the first document of a text, with the syntax errors that go-yaml v2 gives too. Offsets in the
 * tree are offsets in the text. Depth is measured on the tokens, because the composer recurses.
 */
export function composeDocument(text: string, format: 'yaml' | 'json'): ComposedDocument {
  const isYaml = format === 'yaml'
  const { text: adapted, restore } = isYaml ? adaptText(text) : { text, restore: identity }
  const hasForeignBreaks = isYaml && foreignBreak.test(text)
  const facts = { text, format, restore, ...emptyTree }
  const control = isYaml ? text.search(controlCharacter) : -1
  if (control !== -1) {
    const problems = [syntaxProblem('a control character stands in the text', control)]
    return { ...facts, isRearranged: false, problems }
  }
  const composed = hasForeignBreaks ? composeWithForeignBreaks(adapted) : composeAsGo(adapted, compose)
  if (!composed) return { ...facts, isRearranged: false, problems: [{ kind: 'too-deep', start: 0, end: 1 }] }
  const [document, second] = composed.documents
  const problems = syntaxProblems(document, format)
  const tab = isYaml ? findForbiddenTab(document, text) : undefined
  if (tab !== undefined) problems.push(syntaxProblem('a tab stands where only spaces may indent', tab))
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

/** What go-yaml's reader refuses (readerc.go): every control character but tab, line breaks and NEL. */
const controlCharacter = /(?![\t\n\r\u0085])\p{Cc}|[\ufffe\uffff]/u

const options = {
  schema: 'failsafe',
  resolveKnownTags: false,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const

/** The first two documents of a text; undefined where they are nested too deeply. */
function compose(text: string): Documents | undefined {
  const tokens = [...new Parser().parse(text)]
  if (tokens.some((token) => token.type === 'document' && isTooDeep(token.value, maximumDepth)))
    return undefined
  const [first, second] = new Composer(options).compose(tokens, true, text.length)
  if (!first) return undefined
  return second ? [first, second] : [first]
}

function isTooDeep(token: CST.Token | undefined, budget: number): boolean {
  if (!token || !('items' in token)) return false
  if (budget === 0) return true
  for (const item of token.items) {
    if (item.value && isTooDeep(item.value, budget - 1)) return true
    if ('key' in item && item.key && isTooDeep(item.key, budget - 1)) return true
  }
  return false
}

const foreignBreak = /\r(?!\n)|[\u0085\u2028\u2029]/
const foreignBreaks = new RegExp(foreignBreak, 'g')

/**
 * The `yaml` package knows no line break but the line feed, so the others become one. Not in quotes: they are folded
 * where the scalar is read, and a line feed there would have to be indented.
 */
function composeWithForeignBreaks(text: string): ComposedAsGo | undefined {
  const raw = compose(text)
  if (!raw) return undefined
  const quoted = quotedRanges(raw[0])
  const replaced = text.replace(foreignBreaks, (match, offset: number) =>
    isInside(quoted, offset) ? match : '\n',
  )
  return composeAsGo(replaced, compose)
}

function syntaxProblem(problem: string, start: number, end: number = start + 1): YamlProblem {
  return { kind: 'syntax', problem, start, end }
}

/** The first syntax error: those behind it mostly follow from it. Escapes are judged where values are read. */
function syntaxProblems(document: Document.Parsed, format: 'yaml' | 'json'): YamlProblem[] {
  const { explicit, version } = document.directives.yaml
  const problems = explicit && version !== '1.1' ? [syntaxProblem(versionProblem, 0)] : []
  const error = document.errors.find((error) => !isHarmless(error, format))
  if (error) problems.push(syntaxProblem(describeLibraryError(error.code), ...error.pos))
  return problems
}

/** What go-yaml lets pass, or what is judged elsewhere. */
function isHarmless({ code, message }: YAMLError, format: 'yaml' | 'json'): boolean {
  if (code === 'KEY_OVER_1024_CHARS') return format === 'json'
  return (
    code === 'BAD_DQ_ESCAPE' || (code === 'MISSING_CHAR' && message.startsWith('Comments must be separated'))
  )
}

const versionProblem = 'kubectl reads YAML 1.1 only, whatever a %YAML directive says'

/** `...` ends a document; kubectl drops the rest of the chunk without a word, so here it is an error. */
function contentAfterEnd(text: string, second: Document.Parsed): YamlProblem {
  const content = second.range[0]
  const before = text.slice(0, content)
  const marker = Math.max(before.lastIndexOf('\n...') + 1, 0)
  return { kind: 'content-after-end', start: marker, end: marker + 3 }
}

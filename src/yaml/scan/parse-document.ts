import type { YamlProblem } from '../read/yaml-problem.ts'
import { ScanFault } from './cursor.ts'
import { parseNode } from './parse-node.ts'
import { emptyScalar, type Parser } from './parser.ts'
import type { Token } from './token.ts'
import { tokensOf, type TokenStream } from './token-stream.ts'
import type { YamlNode } from './yaml-node.ts'

/** The root of the one document of a text, or why there is none; neither where the text is empty. */
export interface ParsedDocument {
  readonly root?: YamlNode
  readonly problem?: YamlProblem
}

/**
 * Parses a text as go-yaml v2 does (go.yaml.in/yaml/v2: scannerc.go, parserc.go, decode.go). What comes after the
 * first document, which go-yaml passes over without a word, is a problem here.
 */
export function parseDocument(text: string): ParsedDocument {
  try {
    const tokens = tokensOf(text)
    const root = parseRoot(tokens)
    const problem = parseEnd(tokens)
    return problem ? { problem } : { ...(root && { root }) }
  } catch (error) {
    if (!(error instanceof ScanFault)) throw error
    const { kind, range, message } = error
    return { problem: kind === 'syntax' ? { kind, problem: message, ...range } : { kind, ...range } }
  }
}

function parseRoot(tokens: TokenStream): YamlNode | undefined {
  const first = tokens.peek()
  if (first.type === 'stream-end') return undefined
  const handles = parseDirectives(tokens)
  const next = tokens.peek()
  if (next.type === 'document-start') tokens.take()
  else if (next !== first) throw new ScanFault('a directive has no "---" after it', first.start)
  const content = tokens.peek()
  if (next.type === 'document-start' && endsDocument(content)) return emptyScalar(content.start)
  const parser: Parser = {
    peek: tokens.peek,
    take: tokens.take,
    anchors: new Map(),
    handles,
    depth: 0,
    parseNode: (context) => parseNode(parser, context),
  }
  return parser.parseNode({ block: true, indentless: false })
}

function endsDocument({ type }: Token): boolean {
  return type === 'directive' || type === 'document-start' || type === 'document-end' || type === 'stream-end'
}

const defaultHandles: ReadonlyMap<string, string> = new Map([
  ['!', '!'],
  ['!!', 'tag:yaml.org,2002:'],
])

/** Parses the directives before a document, and returns what the handles of tags mean. */
function parseDirectives(tokens: TokenStream): ReadonlyMap<string, string> {
  if (tokens.peek().type !== 'directive') return defaultHandles
  const handles = new Map<string, string>()
  let hasVersion = false
  for (let token = tokens.peek(); token.type === 'directive'; token = tokens.peek()) {
    const { directive, start } = token
    if (directive.name === 'YAML') {
      if (directive.version !== '1.1') throw new ScanFault(versionProblem, start)
      if (hasVersion) throw new ScanFault('a directive occurs twice', start)
      hasVersion = true
    } else {
      if (handles.has(directive.handle)) throw new ScanFault('a directive occurs twice', start)
      handles.set(directive.handle, directive.prefix)
    }
    tokens.take()
  }
  for (const [handle, prefix] of defaultHandles) if (!handles.has(handle)) handles.set(handle, prefix)
  return handles
}

const versionProblem = 'kubectl reads YAML 1.1 only, whatever version a %YAML directive names'

/** The text after the document, except for comments and markers of its end. */
function parseEnd(tokens: TokenStream): YamlProblem | undefined {
  const marker = tokens.peek()
  let next = marker
  for (; next.type === 'document-end'; next = tokens.peek()) tokens.take()
  if (next.type === 'stream-end') return undefined
  const { start, end } = marker
  if (marker.type === 'document-end') return { kind: 'content-after-end', start, end }
  const problem = marker.type === 'document-start' ? secondDocument : strayContent
  return { kind: 'syntax', problem, start, end: Math.max(end, start + 1) }
}

const secondDocument = 'a second document starts without a separator'
const strayContent = 'the text here belongs to no value'

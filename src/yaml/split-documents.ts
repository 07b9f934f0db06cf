/** The text of one document in a stream; `end` is exclusive, and the separator lines belong to no document. */
export interface DocumentChunk {
  readonly start: number
  readonly end: number
  /** How kubectl reads it: a JSON document knows other escapes and no comments. */
  readonly format: 'yaml' | 'json'
}

/** A place where a stream cannot be split; what follows it up to `lostEnd` is read by nobody. */
export interface SplitFault {
  readonly start: number
  readonly end: number
  readonly lostEnd: number
  readonly problem: string
}

/** What a stream holds: its documents in order, blank ones left out, and the places where it cannot be split. */
export interface SplitStream {
  readonly chunks: readonly DocumentChunk[]
  readonly faults: readonly SplitFault[]
}

/**
 * Splits a stream as kubectl does (k8s.io/apimachinery: pkg/util/yaml/decoder.go, YAMLOrJSONDecoder). A line that
 * starts with `---` separates documents and may hold nothing else but a comment. A stream whose first character is
 * `{` is a row of JSON documents; where the first or second of them is no JSON, the rest is YAML.
 */
export function splitDocuments(text: string): SplitStream {
  const chunks: DocumentChunk[] = []
  const faults: SplitFault[] = []
  const rest = startsLikeJson.test(text) ? splitJson(text, chunks, faults) : 0
  splitYaml(text, rest, chunks, faults)
  return { chunks, faults }
}

/** What Go's unicode.IsSpace takes for space; unlike JavaScript's `\s` without the byte order mark. */
const goSpace = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]'
const startsLikeJson = new RegExp(`^${goSpace}*\\{`)
const emptySeparator = new RegExp(`^---${goSpace}*(?:#|$)`)
/** Where nothing stands between two separators, the decoder leaves the second one to go-yaml, which is stricter. */
const markerLine = /^---(?:[ \t\r]*$|[ \t]+#)/
const nonBlank = /[^\s]/

function splitYaml(text: string, from: number, chunks: DocumentChunk[], faults: SplitFault[]): void {
  let start = from
  let broken: SplitFault | undefined
  const close = (end: number): void => {
    if (broken) faults.push({ ...broken, lostEnd: end })
    else if (nonBlank.test(text.slice(start, end))) chunks.push({ start, end, format: 'yaml' })
  }
  for (let line = nextSeparator(text, from, from); line !== -1;) {
    const end = lineEnd(text, line)
    const content = text.slice(line, end)
    close(line)
    const isSeparator = (line === start ? markerLine : emptySeparator).test(content)
    broken = isSeparator
      ? undefined
      : { start: line, end: line + content.trimEnd().length, lostEnd: end, problem: separatorProblem }
    start = Math.min(end + 1, text.length)
    line = nextSeparator(text, start, from)
  }
  close(text.length)
}

const separatorProblem = 'a line that starts with "---" may hold nothing else but a comment'

/** The next line that starts with `---`, at `from` or behind it; `origin` is where the first line starts. */
function nextSeparator(text: string, from: number, origin: number): number {
  if (from === origin && text.startsWith('---', from)) return from
  const found = text.indexOf('\n---', Math.max(from - 1, origin))
  return found === -1 ? -1 : found + 1
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end
}

/** Reads JSON documents off the front; gives the offset from which the text is YAML. */
function splitJson(text: string, chunks: DocumentChunk[], faults: SplitFault[]): number {
  let position = 0
  for (let count = 0; ; count += 1) {
    const start = skipJsonSpace(text, position)
    if (start === text.length) return start
    const end = jsonValueEnd(text, start)
    if (end === undefined) {
      if (count <= 1) return count === 0 ? 0 : afterLineBreak(text, position)
      faults.push({ start, end: lineEnd(text, start), lostEnd: text.length, problem: jsonProblem })
      return text.length
    }
    chunks.push({ start, end, format: 'json' })
    position = end
  }
}

const jsonProblem = 'a row of JSON documents may hold nothing but JSON'

function skipJsonSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1
  return at
}

/** The decoder eats the space behind a document, up to and with the first line break, before it turns to YAML. */
function afterLineBreak(text: string, from: number): number {
  const end = skipJsonSpace(text, from)
  const lineBreak = text.indexOf('\n', from)
  return lineBreak !== -1 && lineBreak < end ? lineBreak + 1 : end
}

/** Where the JSON value that starts at an offset ends, or undefined if there is none. */
function jsonValueEnd(text: string, start: number): number | undefined {
  const end = '{['.includes(text.charAt(start)) ? bracketsEnd(text, start) : scalarEnd(text, start)
  return end !== undefined && isJson(text.slice(start, end)) ? end : undefined
}

const structure = /["[\]{}]/g

function bracketsEnd(text: string, start: number): number | undefined {
  let depth = 0
  structure.lastIndex = start
  for (let found = structure.exec(text); found; found = structure.exec(text)) {
    if (found[0] === '"') structure.lastIndex = stringEnd(text, found.index) ?? text.length
    else depth += found[0] === '{' || found[0] === '[' ? 1 : -1
    if (depth === 0) return structure.lastIndex
  }
  return undefined
}

/** Where the string ends whose opening quote stands at an offset: at the next quote behind an even row of backslashes. */
function stringEnd(text: string, start: number): number | undefined {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslash = quote
    while (text.charAt(backslash - 1) === '\\') backslash -= 1
    if ((quote - backslash) % 2 === 0) return quote + 1
  }
  return undefined
}

const literal = /[-+.\w]+/y

function scalarEnd(text: string, start: number): number | undefined {
  if (text.charAt(start) === '"') return stringEnd(text, start)
  literal.lastIndex = start
  return literal.test(text) ? literal.lastIndex : undefined
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

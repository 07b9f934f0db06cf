import type { YAMLError } from 'yaml'
import { composeBounded, type Documents, type Excess } from './compose-bounded.ts'

/** What came of composing a text. */
export interface ComposedAsGo {
  readonly documents: Documents
  /** Whether it took line breaks out of the text; offsets are the same, the text of scalars may not be. */
  readonly isJoined: boolean
}

/** Each repair composes the text once more, so there is a bound, in characters too. */
const maximumRepairs = 50
const maximumRepairedText = 4_000_000

/**
 * Composes a text whose lines inside quotes and brackets are indented as little as they like: go-yaml does not look
 * at indentation there, YAML 1.2 does. Such a line is joined to the one above and the text composed again; where that
 * does not lead to a document without errors, the errors of the original text are kept.
 */
export function composeAsGo(text: string): ComposedAsGo | Excess {
  const documents = composeBounded(text)
  if (typeof documents === 'string') return documents
  let [attempt, joined]: [Documents, string] = [documents, text]
  for (let count = 0; count < maximumRepairs && count * text.length < maximumRepairedText; count += 1) {
    const [error] = attempt[0].errors
    if (!error) return { documents: attempt, isJoined: attempt !== documents }
    const repaired = joinLine(joined, error)
    if (repaired === undefined) break
    const composed = composeBounded(repaired)
    if (typeof composed === 'string') break
    attempt = composed
    joined = repaired
  }
  return { documents, isJoined: false }
}

/** Takes the line break away at which the `yaml` package gave up; undefined where go-yaml would give up too. */
function joinLine(text: string, { code, message, pos: [position] }: YAMLError): string | undefined {
  if (code === 'MISSING_CHAR' && message.startsWith('Missing closing')) return joinQuoted(text, position)
  return code === 'BAD_INDENT' && message.startsWith('Flow ') ? joinInBrackets(text, position) : undefined
}

/** Inside quotes any line break may go: the text of the scalar is read again from the source. */
function joinQuoted(text: string, position: number): string | undefined {
  const lineBreak = text.indexOf('\n', position - 1)
  if (lineBreak === -1 || text.slice(position, lineBreak).trim() !== '') return undefined
  const below = text.slice(lineBreak + 1)
  return documentMarker.test(below) ? undefined : `${text.slice(0, lineBreak)} ${below}`
}

/** Inside brackets a line break may go that ends no comment, and that means no more than a blank to a scalar. */
function joinInBrackets(text: string, position: number): string | undefined {
  const before = text.slice(0, position).trimEnd()
  const after = text.slice(position).trimStart()
  const breaks = text.slice(before.length, text.length - after.length)
  const lastLine = before.slice(before.lastIndexOf('\n') + 1)
  if (after === '' || !breaks.includes('\n') || /(?:^|\s)#/.test(lastLine)) return undefined
  if (breaks.endsWith('\n') && documentMarker.test(after)) return undefined
  if (breaks.split('\n').length > 2 && !/[,[{:]$/.test(before)) return undefined
  return before + ' '.repeat(breaks.length) + after
}

/** A marker at the start of a line, which ends whatever is open. */
const documentMarker = /^(?:---|\.\.\.)(?=\s|$)/

import { compareText } from '../../text/compare-text.ts'
import { printable } from '../../text/quote.ts'
import { quoteDouble, serializeString } from '../../yaml/write/serialize-string.ts'
import type { Cursor, FileRange, Snapshot } from '../snapshot.ts'
import type { Candidate, CandidateSource } from './candidate.ts'
import { labelCandidates } from './label-candidates.ts'
import { markCursor, type MarkedScalar } from './mark-cursor.ts'
import { nameCandidates } from './name-candidates.ts'
import { overrideCandidates } from './override-candidates.ts'
import { schemaCandidates } from './schema-candidates.ts'

/** Something that may be typed, and what becomes of the text then. */
export interface Completion extends Candidate {
  readonly range: FileRange
  /** What takes the place of the range. */
  readonly newText: string
}

/** At most so many are offered; what is typed next selects among the others. */
const mostCompletions = 300
/** A longer text is not chosen from a list, and each of a list costs its length. */
const longestText = 1000
const longestDetail = 200

const sources: readonly CandidateSource[] = [
  nameCandidates,
  labelCandidates,
  overrideCandidates,
  schemaCandidates,
]

/**
 * What may be typed at a place of a text, by what comes before the cursor: names of the fleet, labels and their values, pointers of
 * templates, and what schemas know; by text, each once. `text` is that of the file now, which need not be what was compiled.
 */
export function completeAt(
  snapshot: Snapshot,
  { path, offset }: Cursor,
  text: string,
): { readonly completions: readonly Completion[]; readonly isComplete: boolean } {
  const found = new Map<string, Completion>()
  for (const marked of markCursor(text, offset)) {
    const place = { ...marked, snapshot }
    for (const source of sources) {
      for (const candidate of source(place)) {
        if (found.has(candidate.text) || !isShownWhole(candidate.text)) continue
        if (!hasLetters(candidate.text.toLowerCase(), marked.typed.toLowerCase())) continue
        found.set(candidate.text, toCompletion(candidate, marked, path))
      }
    }
  }
  const all = [...found.values()].sort((left, right) => compareText(left.text, right.text))
  return { completions: all.slice(0, mostCompletions), isComplete: all.length <= mostCompletions }
}

/** Whether an editor shows a text as it is; no other can be chosen by a person. */
function isShownWhole(text: string): boolean {
  return text.length <= longestText && printable(text) === text
}

/** Whether a text has some letters in their order, as editors select by what is typed. */
function hasLetters(text: string, letters: string): boolean {
  let at = 0
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1
    if (at === 0) return false
  }
  return true
}

function toCompletion(candidate: Candidate, marked: MarkedScalar, path: string): Completion {
  const { range, quotes, needsColon } = marked
  const text = spelled(candidate, quotes)
  const colon = marked.part === 'key' && needsColon && quotes === '' ? `${text}: ` : text
  const detail = candidate.detail && printable(candidate.detail.slice(0, longestDetail))
  return { ...candidate, detail, range: { path, ...range }, newText: colon }
}

/** A value of a schema, as `true`, is typed as it is; a name is a text, and is quoted where it would be read as something else. */
function spelled({ text, kind }: Candidate, quotes: MarkedScalar['quotes']): string {
  if (quotes === '"') return quoteDouble(text).slice(1, -1)
  if (quotes === "'") return text.replaceAll("'", "''")
  return kind === 'value' || kind === 'field' ? text : serializeString(text)
}

import { completeAt, type Completion } from '../../../../src/language/complete/complete.ts'
import type { Snapshot } from '../../../../src/language/snapshot.ts'
import type { CompletionOption, Completions, LanguageQuestions } from '../../language-protocol.ts'

/** What may be written at a place. */
export function complete(
  snapshot: Snapshot,
  { path, text, offset }: LanguageQuestions['complete']['question'],
): Completions {
  const { completions } = completeAt(snapshot, { path, offset }, text)
  const { start, end } = completions[0]?.range ?? { start: offset, end: offset }
  // An editor replaces one range for all that it offers.
  const offered = completions.filter(({ range }) => range.start === start && range.end === end)
  return { from: start, to: end, options: offered.map(toOption) }
}

function toOption({ text: label, kind, detail, newText: insert }: Completion): CompletionOption {
  return { label, kind, insert, ...(detail !== undefined && { detail }) }
}

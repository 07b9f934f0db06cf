import type { DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { splitDocuments, type DocumentChunk } from '../../yaml/read/split-documents.ts'
import { editManifests } from './edit-manifests.ts'

/**
 * The text of a file without some of its manifests: a document goes with its comments and one separator, an item of a
 * `List` leaves the list. `null` where nothing is left. Reports `edit-refused`.
 */
export function removeManifests(
  file: SourceFile,
  manifests: readonly Manifest[],
): DiagnosticResult<string | null | undefined> {
  const items = manifests.filter(({ item }) => item !== '')
  // From the last item to the first, so that the indices of what is still to go stay true.
  const removals = items.toReversed().map((manifest) => ({ manifest, edits: [{ pointer: '' }] }))
  const [text, diagnostics] = editManifests(file, removals)
  if (text === undefined) return [undefined, diagnostics]
  const whole = new Set(manifests.filter(({ item }) => item === '').map(({ start }) => start))
  const [before, after] = [splitDocuments(file.text).chunks, splitDocuments(text).chunks]
  const gone = after.filter((_, index) => whole.has(before[index]?.start ?? -1))
  const rest = gone.toReversed().reduce(withoutDocument, text)
  return [rest.replace(/^---[^\n]*$/gm, '').trim() === '' ? null : rest, []]
}

/** Removes a document and the separator after it or, for the last one, the separator before it. */
function withoutDocument(text: string, { start, end }: DocumentChunk): string {
  const [before, rest] = [text.slice(0, start), text.slice(end)]
  if (rest.startsWith('---')) return before + rest.slice(rest.indexOf('\n') + 1 || rest.length)
  return before.replace(/(?:^|(?<=\n))---[^\n]*\n$/, '') + rest
}

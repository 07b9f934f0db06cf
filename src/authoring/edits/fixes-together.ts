import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { EditFix, Fix } from '../../diagnostics/fix.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { groupBy } from '../../text/group-by.ts'
import { invariant } from '../../text/invariant.ts'
import { editTogether } from '../../yaml/edit/edit-together.ts'
import type { TextChange } from '../../yaml/edit/text-change.ts'
import { chunkText, splitDocuments, type DocumentChunk } from '../../yaml/read/split-documents.ts'
import { editsInDocument, refuseEditInDocument, refuseEdit } from './edit-manifests.ts'

/** What becomes of the fixes that were looked at together. */
export interface FixesTogether {
  /** The changes of their file's text, for each fix that can be made. */
  readonly changes: ReadonlyMap<Fix, readonly TextChange[]>
  /** `edit-refused`, for each fix that has to be made by hand, or is not looked at now. */
  readonly refused: ReadonlyMap<Fix, Diagnostic>
  /** Those that have to be looked at each by itself: not more than `mostAlone` of one file. */
  readonly alone: ReadonlySet<Fix>
}

/** To look at a fix by itself reads its whole file, so that a file of many would take the square of its length. */
const mostAlone = 20

/** How often a document is halved to find the fixes that cannot be made with the others. */
const mostHalvings = 16

/**
 * What the fixes that edit files come to: those of one document are found and checked together, each whole or not at
 * all. Of a file that has more to look at one by one than is looked at, the rest is refused.
 */
export function fixesTogether(fixes: Iterable<Fix>): FixesTogether {
  const edits = [...new Set(fixes)].filter((fix) => fix.kind === 'edit')
  const found: Found = { changes: new Map(), refused: new Map(), alone: new Set() }
  for (const [file, ofFile] of groupBy(edits, ({ manifest }) => manifest.file)) {
    const left = fixFile(file, ofFile, found)
    for (const each of left.slice(0, mostAlone)) found.alone.add(each)
    for (const each of left.slice(mostAlone)) found.refused.set(each, leaveForLater(each))
  }
  return found
}

function leaveForLater({ manifest, edits }: EditFix): Diagnostic {
  const [edit] = edits
  invariant(edit !== undefined, 'a fix edits something')
  const problem = `its file has more than ${mostAlone} fixes that are looked at one by one, and the others come first`
  return refuseEdit(manifest, edit, problem)
}

interface Found {
  readonly changes: Map<Fix, readonly TextChange[]>
  readonly refused: Map<Fix, Diagnostic>
  readonly alone: Set<Fix>
}

/** Gives the fixes of a file that have to be looked at by themselves. */
function fixFile(file: SourceFile, fixes: readonly EditFix[], found: Found): readonly EditFix[] {
  const byStart = groupBy(fixes, ({ manifest }) => manifest.start)
  return splitDocuments(file.text).chunks.flatMap((chunk) => {
    const halvings = { left: mostHalvings }
    return fixDocument(file, chunk, byStart.get(chunk.start) ?? [], found, halvings)
  })
}

function fixDocument(
  file: SourceFile,
  chunk: DocumentChunk,
  fixes: readonly EditFix[],
  found: Found,
  halvings: { left: number },
): readonly EditFix[] {
  if (fixes.length === 0) return []
  const together = editTogether(chunkText(file.text, chunk), chunk.format, fixes.map(editsInDocument))
  if (together === undefined) {
    if (fixes.length === 1 || halvings.left === 0) return fixes
    halvings.left -= 1
    const half = fixes.length >> 1
    const halves = [fixes.slice(0, half), fixes.slice(half)]
    return halves.flatMap((each) => fixDocument(file, chunk, each, found, halvings))
  }
  return fixes.filter((fix, index) => {
    const made = together[index] ?? []
    if ('problem' in made) {
      found.refused.set(fix, refuseEditInDocument(fix.manifest, made.refused, made.problem))
      return false
    }
    const changes = made.map((each) => inFile(each, chunk))
    if (losesComment(file, fix, changes)) return true
    found.changes.set(fix, changes)
    return false
  })
}

function inFile({ start, end, replacement }: TextChange, chunk: DocumentChunk): TextChange {
  return { start: chunk.start + start, end: chunk.start + end, replacement }
}

/** Whether a fix that takes something out may take a comment with it. */
function losesComment({ text }: SourceFile, { edits }: EditFix, changes: readonly TextChange[]): boolean {
  return (
    edits.some(({ value }) => value === undefined) &&
    changes.some(({ start, end }) => /#/.test(text.slice(start, end)))
  )
}

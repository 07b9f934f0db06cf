import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../diagnostics/diagnostic.ts'
import { invariant } from '../text/invariant.ts'
import type { Manifest } from '../model/manifest.ts'
import { valueAt } from '../model/place.ts'
import { groupBy } from '../text/group-by.ts'
import type { SourceFile } from '../model/source-file.ts'
import { editDocument, type EditedDocument } from '../yaml/edit-document.ts'
import type { DocumentEdit } from '../yaml/edit-value.ts'
import { applyChanges, replaceValues } from '../yaml/replace-values.ts'
import { chunkText, splitDocuments, type DocumentChunk } from '../yaml/split-documents.ts'
import { describeEdit } from './describe-edit.ts'

/** Edits of one manifest; their pointers start at the manifest. */
export interface ManifestEdits {
  readonly manifest: Manifest
  readonly edits: readonly DocumentEdit[]
}

/**
 * The text of a file after edits of manifests in it, every byte kept that no edit concerns. All edits are made, or
 * none: one that cannot be made is reported, `edit-refused`, with the edit to make by hand.
 */
export function editManifests(
  file: SourceFile,
  all: readonly ManifestEdits[],
): DiagnosticResult<string | undefined> {
  const { chunks } = splitDocuments(file.text)
  const diagnostics: Diagnostic[] = []
  const byStart = groupBy(all, ({ manifest }) => manifest.start)
  let text = file.text
  // From the end to the start, so that offsets of what is still to be edited stay true.
  for (const chunk of chunks.toReversed()) {
    let { end } = chunk
    const ofChunk = byStart.get(chunk.start) ?? []
    const together = ofChunk.length > 1 ? editTogether(file, chunk, ofChunk) : undefined
    if (together !== undefined) {
      text = text.slice(0, chunk.start) + together + text.slice(end)
      continue
    }
    for (const { manifest, edits } of ofChunk) {
      const ofDocument = edits.map((edit) => below(manifest.item, edit))
      const edited = editChunk(text, { ...chunk, end }, ofDocument)
      if (edited.text === undefined) {
        const { pointer } = edited.refused
        const ofManifest = { ...edited.refused, pointer: pointer.slice(manifest.item.length) }
        diagnostics.push(refuseEdit(manifest, ofManifest, edited.problem))
        continue
      }
      text = text.slice(0, chunk.start) + edited.text + text.slice(end)
      end = chunk.start + edited.text.length
    }
  }
  if (diagnostics.length > 0) return [undefined, diagnostics]
  const again = splitDocuments(text).chunks.length
  invariant(again === chunks.length, 'an edit changes nothing but its own document')
  return [text, []]
}

/** Edits a document as the decoder has it; a line break that it adds at the end does not stay. */
function editChunk(text: string, chunk: DocumentChunk, edits: readonly DocumentEdit[]): EditedDocument {
  const original = chunkText(text, chunk)
  const edited = editDocument(original, chunk.format, edits)
  const isAdded = original.length > chunk.end - chunk.start
  return edited.text !== undefined && isAdded ? { text: edited.text.replace(/\n$/, '') } : edited
}

/** The text of a document after the edits of all its manifests; undefined where they have to be made one by one. */
function editTogether(
  file: SourceFile,
  chunk: DocumentChunk,
  all: readonly ManifestEdits[],
): string | undefined {
  const edits = all.flatMap(({ manifest, edits }) => edits.map((edit) => below(manifest.item, edit)))
  const changes = replaceValues(chunkText(file.text, chunk), chunk.format, edits)
  return changes && applyChanges(file.text.slice(chunk.start, chunk.end), changes)
}

function below(item: string, edit: DocumentEdit): DocumentEdit {
  return { ...edit, pointer: item + edit.pointer }
}

/** The edit of a manifest that has to be made by hand, and why: `edit-refused`. */
export function refuseEdit(manifest: Manifest, refused: DocumentEdit, problem: string): Diagnostic {
  const at = valueAt(manifest, refused.pointer)
  return createDiagnostic('edit-refused', { edit: describeEdit(refused), problem }, { at, subject: manifest })
}

import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { groupBy } from '../../text/group-by.ts'
import { invariant } from '../../text/invariant.ts'
import { editDocument } from '../../yaml/edit/edit-document.ts'
import { applyChanges, editTogether } from '../../yaml/edit/edit-together.ts'
import type { DocumentEdit } from '../../yaml/edit/edit-value.ts'
import { chunkText, splitDocuments, type DocumentChunk } from '../../yaml/read/split-documents.ts'
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
  const parts: string[] = []
  let done = 0
  for (const chunk of chunks) {
    const ofChunk = byStart.get(chunk.start) ?? []
    parts.push(file.text.slice(done, chunk.start), editChunk(file.text, chunk, ofChunk, diagnostics))
    done = chunk.end
  }
  if (diagnostics.length > 0) return [undefined, diagnostics]
  const text = parts.join('') + file.text.slice(done)
  const again = splitDocuments(text).chunks.length
  invariant(again === chunks.length, 'an edit changes nothing but its own document')
  return [text, []]
}

/**
 * Edits the text that the decoder hands on of a document; a line break that the decoder adds at the end is not kept.
 */
function editChunk(
  text: string,
  chunk: DocumentChunk,
  all: readonly ManifestEdits[],
  diagnostics: Diagnostic[],
): string {
  if (all.length === 0) return text.slice(chunk.start, chunk.end)
  const original = chunkText(text, chunk)
  const edited = editText(original, chunk.format, all, diagnostics)
  return original.length > chunk.end - chunk.start ? edited.replace(/\n$/, '') : edited
}

/**
 * A document after the edits of its manifests, made one after the other where they cannot be made together: a half that
 * can be is read no more often than one edit.
 */
function editText(
  text: string,
  format: DocumentChunk['format'],
  all: readonly ManifestEdits[],
  diagnostics: Diagnostic[],
): string {
  const [first, ...others] = all
  if (first === undefined) return text
  if (others.length === 0) return editOne(text, format, first, diagnostics)
  const together = editTogether(text, format, all.map(editsInDocument))
  const made = together?.flatMap((each) => ('problem' in each ? [] : [each]))
  if (made?.length === all.length) return applyChanges(text, made.flat())
  const half = all.length >> 1
  const edited = editText(text, format, all.slice(0, half), diagnostics)
  return editText(edited, format, all.slice(half), diagnostics)
}

function editOne(
  text: string,
  format: DocumentChunk['format'],
  all: ManifestEdits,
  diagnostics: Diagnostic[],
): string {
  const edited = editDocument(text, format, editsInDocument(all))
  if (edited.text === undefined)
    diagnostics.push(refuseEditInDocument(all.manifest, edited.refused, edited.problem))
  return edited.text ?? text
}

/** Edits of a manifest with pointers from the root of its document, which a List may be. */
export function editsInDocument({ manifest, edits }: ManifestEdits): readonly DocumentEdit[] {
  return edits.map((edit) => ({ ...edit, pointer: manifest.item + edit.pointer }))
}

/** The same as `refuseEdit`, for an edit of `editsInDocument`. */
export function refuseEditInDocument(manifest: Manifest, refused: DocumentEdit, problem: string): Diagnostic {
  return refuseEdit(manifest, { ...refused, pointer: refused.pointer.slice(manifest.item.length) }, problem)
}

/** The edit of a manifest that has to be made by hand, and why: `edit-refused`. */
export function refuseEdit(manifest: Manifest, refused: DocumentEdit, problem: string): Diagnostic {
  const at = valueAt(manifest, refused.pointer)
  return createDiagnostic('edit-refused', { edit: describeEdit(refused), problem }, { at, subject: manifest })
}

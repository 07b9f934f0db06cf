import { equalJson } from '../../json/equal.ts'
import { atPointer } from '../../json/at-pointer.ts'
import type { Json } from '../../model/json.ts'
import { composeDocument } from './compose-document.ts'
import { applyChanges, editTogether, tooLong } from './edit-together.ts'
import { longestEdited } from '../read/limits.ts'
import { editValue, type DocumentEdit } from './edit-value.ts'
import { findTextChange } from './find-text-change.ts'
import { readDocument } from '../read/read-document.ts'
import type { EditRefusal } from './text-change.ts'

/** A document after its edits, or the first edit that cannot be made in its text, and why. */
export type EditedDocument =
  | { readonly text: string; readonly refused?: undefined }
  | { readonly refused: DocumentEdit; readonly problem: string; readonly text?: undefined }

/**
 * Makes edits in the text of one document, one after the other, and leaves every other byte of it as it is: comments,
 * order, quotes, indentation, line breaks, byte order mark. What an edit leaves as it was is not written again.
 *
 * Edits whose order does not matter are made together; else the document is read again after each edit. Unless exactly
 * the value that was meant comes out, or where what is edited is written elsewhere (by an alias or a merge), the edit is
 * refused and no text is given.
 */
export function editDocument(
  text: string,
  format: 'yaml' | 'json',
  edits: readonly DocumentEdit[],
): EditedDocument {
  const [together] = edits.length > 1 ? (editTogether(text, format, [edits]) ?? []) : []
  if (together !== undefined && !('problem' in together)) return { text: applyChanges(text, together) }
  let edited = text
  for (const edit of edits) {
    const result = makeEdit(edited, format, edit)
    if (typeof result !== 'string') return { refused: edit, problem: result.problem }
    edited = result
  }
  return { text: edited }
}

function makeEdit(text: string, format: 'yaml' | 'json', edit: DocumentEdit): string | EditRefusal {
  if (text.length > longestEdited) return { problem: tooLong }
  const { value } = readDocument(text, format)
  if (value === undefined) return { problem: 'the document cannot be read' }
  if (isMade(value, edit)) return text
  const wanted = editValue(value, edit)
  if (wanted === undefined) return { problem: 'there is nothing that could hold it' }
  const change = findTextChange(composeDocument(text, format), edit)
  if ('problem' in change) return change
  const edited = applyChanges(text, [change])
  const again = readDocument(edited, format).value
  const isMeant = again !== undefined && equalJson(again, wanted)
  return isMeant ? edited : { problem: 'what surrounds it would change with it' }
}

function isMade(value: Json, { pointer, value: wanted, before }: DocumentEdit): boolean {
  if (before !== undefined) return before.length === 0
  const present = atPointer(value, pointer)
  return wanted === undefined ? present === undefined : present !== undefined && equalJson(present, wanted)
}

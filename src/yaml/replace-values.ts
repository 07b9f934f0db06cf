import { atPointer } from '../json/at-pointer.ts'
import { equalJson } from '../json/equal.ts'
import { isArray, isObject, setOwn } from '../json/own.ts'
import { pointerSegments } from '../json/pointer.ts'
import type { Json } from '../model/json.ts'
import type { DocumentEdit } from './edit-value.ts'
import { composeDocument } from './compose-document.ts'
import { findTextChange } from './find-text-change.ts'
import { readDocument } from './read-document.ts'
import type { TextChange } from './text-change.ts'

/**
 * The changes of the text that put values in the place of others, one for each edit in their order, found and checked
 * together: the document is read once before and once after, however many edits there are. Undefined where their order
 * might matter, since one adds, removes or leaves a value as it is, or where the changes touch each other; and where
 * anything else than the values that are meant comes out.
 */
export function replaceValues(
  text: string,
  format: 'yaml' | 'json',
  edits: readonly DocumentEdit[],
): readonly TextChange[] | undefined {
  const { value } = readDocument(text, format)
  if (value === undefined) return undefined
  const document = composeDocument(text, format)
  const wanted = structuredClone(value)
  const changes: TextChange[] = []
  for (const edit of edits) {
    if (edit.value === undefined || !putValue(wanted, edit.pointer, edit.value)) return undefined
    const change = findTextChange(document, edit)
    if ('problem' in change) return undefined
    changes.push(change)
  }
  const inOrder = [...changes].sort((left, right) => left.start - right.start)
  if (inOrder.some(({ start }, index) => start <= (inOrder[index - 1]?.end ?? -1))) return undefined
  const again = readDocument(applyChanges(text, inOrder), format).value
  return again !== undefined && equalJson(again, wanted) ? changes : undefined
}

/** A text after changes of it that do not overlap. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  const parts: string[] = []
  let done = 0
  for (const { start, end, replacement } of [...changes].sort((left, right) => left.start - right.start)) {
    parts.push(text.slice(done, start), replacement)
    done = end
  }
  return parts.join('') + text.slice(done)
}

/** Replaces a scalar by another one, in place; false where there is none or it is the same already. */
function putValue(root: Json, pointer: string, value: Json): boolean {
  const present = atPointer(root, pointer)
  if (present === undefined || isContainer(present) || isContainer(value) || present === value) return false
  const end = pointer.lastIndexOf('/')
  const parent = atPointer(root, pointer.slice(0, end))
  const [key = ''] = pointerSegments(pointer.slice(end))
  if (isArray(parent)) (parent as Json[])[Number(key)] = value
  else if (isObject(parent)) setOwn(parent as Record<string, Json>, key, value)
  else return false
  return true
}

function isContainer(value: Json): boolean {
  return typeof value === 'object' && value !== null
}

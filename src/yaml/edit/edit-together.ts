import { atPointer } from '../../json/at-pointer.ts'
import { equalJson } from '../../json/equal.ts'
import { getOwn, isArray, isObject, setOwn } from '../../json/own.ts'
import { pointerSegments, pointersTo } from '../../json/pointer.ts'
import type { Json } from '../../model/json.ts'
import { composeDocument } from './compose-document.ts'
import { longestEdited } from '../read/limits.ts'
import { nestValue, type DocumentEdit } from './edit-value.ts'
import { findTextChange } from './find-text-change.ts'
import { readDocument } from '../read/read-document.ts'
import type { EditRefusal, TextChange } from './text-change.ts'

/** The edit of a group that cannot be made in the text, and why. */
export interface RefusedEdit extends EditRefusal {
  readonly refused: DocumentEdit
}

/**
 * The changes of the text that make groups of edits, for each group in its order, or the first edit of it that cannot be
 * made: found and checked together, so that the document is read once before and once after, however many edits there
 * are. A group is made whole or not at all.
 *
 * Undefined where the order of the edits might matter, since one takes an item out of a list, puts a mapping or a list
 * in the place of something or leaves a value as it is, or where changes touch each other and are not all insertions;
 * and where anything else than the values that are meant comes out.
 */
export function editTogether(
  text: string,
  format: 'yaml' | 'json',
  groups: readonly (readonly DocumentEdit[])[],
): readonly (readonly TextChange[] | RefusedEdit)[] | undefined {
  if (text.length > longestEdited)
    return groups.map(([refused]) => (refused === undefined ? [] : { refused, problem: tooLong }))
  const { value } = readDocument(text, format)
  if (value === undefined) return undefined
  const document = composeDocument(text, format)
  const wanted = structuredClone(value)
  const found: (readonly TextChange[] | RefusedEdit)[] = []
  const shifted = new Set<Json>()
  for (const edits of groups) {
    const changes: TextChange[] = []
    let refusal: RefusedEdit | undefined
    for (const edit of edits) {
      const change = findTextChange(document, edit)
      if ('problem' in change) refusal ??= { refused: edit, problem: change.problem }
      else changes.push(change)
    }
    if (refusal === undefined && !edits.every((edit) => makeIn(wanted, edit, shifted))) return undefined
    found.push(refusal ?? changes)
  }
  const changes = inOrder(found.flatMap((each) => ('problem' in each ? [] : each)))
  if (changes.some((each, index) => touches(each, changes[index - 1]))) return undefined
  const again = changes.length === 0 ? value : readDocument(applyChanges(text, changes), format).value
  return again !== undefined && equalJson(again, wanted) ? found : undefined
}

/** Why no edit is made in a document that is longer than `longestEdited`. */
export const tooLong = 'the document is longer than any object of Kubernetes can be'

/** A text after changes of it that do not overlap; insertions at one place come in their order. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  const parts: string[] = []
  let done = 0
  for (const { start, end, replacement } of inOrder(changes)) {
    parts.push(text.slice(done, start), replacement)
    done = end
  }
  return parts.join('') + text.slice(done)
}

function inOrder(changes: readonly TextChange[]): readonly TextChange[] {
  return [...changes].sort((left, right) => left.start - right.start)
}

function touches({ start, end }: TextChange, before: TextChange | undefined): boolean {
  if (before === undefined || start > before.end) return false
  return before.start !== end || before.end !== end
}

/**
 * Makes an edit in a value, in place; false where its order among others might matter, or it changes nothing.
 *
 * @param shifted lists whose items are at other indexes than in the text
 */
function makeIn(root: Json, edit: DocumentEdit, shifted: Set<Json>): boolean {
  const { pointer, value, before } = edit
  const above = pointer.slice(0, pointer.lastIndexOf('/'))
  const isMoved = (each: string): boolean => shifted.has(atPointer(root, each) ?? null)
  if (shifted.size > 0 && pointersTo(above).some(isMoved)) return false
  const [holder, key] = [atPointer(root, above), pointer.slice(above.length + 1)]
  if (isArray(holder) && (before !== undefined || key === '-')) {
    return insertItems(holder as Json[], key, before ?? (value === undefined ? [] : [value]), shifted)
  }
  return before === undefined && putIn(root, edit)
}

/** The same for an edit that gives a key or an item another value, or takes a key out. */
function putIn(root: Json, { pointer, value }: DocumentEdit): boolean {
  const segments = pointerSegments(pointer)
  let parent: Json = root
  for (const [depth, key] of segments.entries()) {
    if (isArray(parent) && /^(?:0|[1-9][0-9]*)$/.test(key) && Number(key) < parent.length) {
      if (depth === segments.length - 1) return putValue(parent as Json[], Number(key), value)
      parent = atPointer(parent, `/${key}`) ?? null
      continue
    }
    if (!isObject(parent)) return false
    const present = getOwn(parent, key)
    if (present === undefined) {
      if (value === undefined) return false
      setOwn(
        parent as Record<string, Json>,
        key,
        structuredClone(nestValue(segments.slice(depth + 1), value)),
      )
      return true
    }
    if (depth === segments.length - 1) return putKey(parent as Record<string, Json>, key, present, value)
    parent = present
  }
  return false
}

/** Adds items at the end of a list, or before one of it that no other edit has moved. */
function insertItems(list: Json[], key: string, items: readonly Json[], shifted: Set<Json>): boolean {
  const index = key === '-' ? list.length : Number(key)
  if (items.length === 0 || !(index <= list.length)) return false
  list.splice(index, 0, ...structuredClone(items))
  if (key !== '-') shifted.add(list)
  return true
}

function putKey(parent: Record<string, Json>, key: string, present: Json, value: Json | undefined): boolean {
  if (value === undefined) return delete parent[key]
  if (!replaces(value, present)) return false
  setOwn(parent, key, value)
  return true
}

function putValue(list: Json[], index: number, value: Json | undefined): boolean {
  if (value === undefined || !replaces(value, list[index] ?? null)) return false
  list[index] = value
  return true
}

/** Whether both are scalars, and differ. */
function replaces(value: Json, present: Json): boolean {
  return !isContainer(present) && !isContainer(value) && present !== value
}

function isContainer(value: Json): boolean {
  return typeof value === 'object' && value !== null
}

import { pointerSegments } from '../../json/pointer.ts'
import type { ComposedDocument } from './compose-document.ts'
import { nestValue, type DocumentEdit } from './edit-value.ts'
import { findInsertion } from './find-insertion.ts'
import { findInsertionBefore } from './find-insertion-before.ts'
import { findRemoval } from './find-removal.ts'
import { findReplacement } from './find-replacement.ts'
import { rootPosition, stepDown } from './node-position.ts'
import { writtenElsewhere, type EditRefusal, type TextChange } from './text-change.ts'

/**
 * The one change of the text that makes an edit, as well as the tree shows it: whoever applies it reads the
 * document again and compares. An edit of a value that is written elsewhere, because of an alias, is refused.
 */
export function findTextChange(
  document: ComposedDocument,
  { pointer, value, before }: DocumentEdit,
): TextChange | EditRefusal {
  const segments = pointerSegments(pointer)
  let position = rootPosition(document)
  for (const [depth, segment] of segments.entries()) {
    const next = stepDown(position, segment, document)
    if (next === undefined) {
      if (value === undefined) return writtenElsewhere
      return findInsertion(position, segment, nestValue(segments.slice(depth + 1), value), document)
    }
    position = next
  }
  if (before !== undefined) return findInsertionBefore(position, before, document)
  return value === undefined ? findRemoval(position, document) : findReplacement(position, value, document)
}

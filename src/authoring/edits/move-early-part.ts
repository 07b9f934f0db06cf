import type { DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import type { MoveEarlyPartFix } from '../../diagnostics/fix.ts'
import { atPointer } from '../../json/at-pointer.ts'
import { equalJson } from '../../json/equal.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Authored } from './authored.ts'
import { countComments } from './count-comments.ts'
import { refuseEdit } from './edit-manifests.ts'

/**
 * Moves a placement or overrides into their federated object, in two steps, so that neither is lost where one cannot be
 * made: first the object gets what the part holds, and only then the part goes. Nothing where there is no such object, or it
 * holds something else. Reports `edit-refused` where a comment would be lost.
 */
export function moveEarlyPart(
  { part, federatedKind, field, value }: MoveEarlyPartFix,
  manifests: readonly Manifest[],
): DiagnosticResult<Authored> {
  const whole = manifests.find(
    (each) =>
      each.value['kind'] === federatedKind &&
      atPointer(each.value, '/metadata/name') === atPointer(part.value, '/metadata/name') &&
      atPointer(each.value, '/metadata/namespace') === atPointer(part.value, '/metadata/namespace'),
  )
  if (whole === undefined) return [{}, []]
  const pointer = `/spec/${field}`
  const present = atPointer(whole.value, pointer)
  if (present === undefined) return [{ edits: [{ manifest: whole, edits: [{ pointer, value }] }] }, []]
  return equalJson(present, value) ? removePart(part) : [{}, []]
}

function removePart(part: Manifest): DiagnosticResult<Authored> {
  return countComments(part.file.text.slice(part.start, part.end)) === 0
    ? [{ removals: [part] }, []]
    : [{}, [refuseEdit(part, { pointer: '' }, 'a comment in it would be lost')]]
}

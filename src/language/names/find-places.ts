import { locate } from '../../diagnostics/locate.ts'
import type { Place } from '../../model/place.ts'
import type { Cursor, FileRange, Snapshot } from '../snapshot.ts'
import { spotAt } from '../spot.ts'
import { entityAt, mentionsOfEntity, type Mention } from './mentions.ts'

/**
 * Where what is named at a place is declared: a cluster, a type, a namespace, a federated object, also by its preference, its
 * record and its ClusterOverride, or a domain. Nothing for a built-in type, which no file declares.
 */
export function findDefinitions(snapshot: Snapshot, cursor: Cursor): readonly FileRange[] {
  return mentionsAtCursor(snapshot, cursor)
    .filter(({ defines }) => defines)
    .map(({ at }) => rangeOf(at))
}

/** Every place that names what is named at a place. */
export function findReferences(
  snapshot: Snapshot,
  cursor: Cursor,
  options: { readonly withDefinitions: boolean },
): readonly FileRange[] {
  return mentionsAtCursor(snapshot, cursor)
    .filter(({ defines }) => options.withDefinitions || !defines)
    .map(({ at }) => rangeOf(at))
}

function mentionsAtCursor(snapshot: Snapshot, cursor: Cursor): readonly Mention[] {
  const spot = spotAt(snapshot, cursor)
  const entity = spot && entityAt(snapshot, spot)
  return entity ? mentionsOfEntity(snapshot, entity) : []
}

/** The range of a place in its file. */
function rangeOf(place: Place): FileRange {
  const { file, start, end } = locate(place)
  return { path: file.path, start, end }
}

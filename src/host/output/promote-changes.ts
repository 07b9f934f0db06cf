import { dirname } from 'node:path'
import type { ChangeSet } from '../../model/change-set.ts'
import type { Output } from './output.ts'
import { requireInPlace } from './require-in-place.ts'
import { type Move, parentOf } from './stage-files.ts'
import { succeeds } from '../system-error.ts'

/** How far a write has come; a fault before the first change leaves the output as it was. */
export interface Progress {
  moved: number
  total: number
}

/** A write that has not begun. */
export function createProgress(): Progress {
  return { moved: 0, total: 0 }
}

/**
 * Puts staged content in place by renames, then deletes what is pruned, then the directories that this empties.
 * Asks first whether every directory that is to change may be written to, so that a refusal comes before any change.
 * Each directory is checked right before something in it is renamed or deleted: a link may have come in its place since
 * the output was compared. Throws a `SystemError`; `progress` then counts the changes that are in place.
 */
export function promoteChanges(
  { host, directory }: Output,
  moves: readonly Move[],
  changes: ChangeSet,
  progress: Progress,
): void {
  const pruned = changes.pruned.filter((file) => file.onDisk).map((file) => file.path)
  const touched = new Set([...moves.map((move) => move.to), ...pruned, ...changes.emptied].map(parentOf))
  for (const path of touched) host.checkWritable(`${directory}/${path}`)
  progress.total = moves.length + pruned.length

  const at = (path: string): string => {
    const place = `${directory}/${path}`
    requireInPlace(host, dirname(place))
    return place
  }
  const respelled = findRespelled(pruned, changes)
  for (const [from, to] of respelled) host.rename(at(from), at(to))
  for (const { from, to } of moves) {
    host.rename(at(from), at(to))
    progress.moved += 1
  }
  for (const path of pruned) {
    if (!respelled.has(path)) host.removeFile(at(path))
    progress.moved += 1
  }
  for (const path of changes.emptied) {
    succeeds(() => host.removeDirectory(at(path)), 'ENOTEMPTY', 'EEXIST')
  }
}

/**
 * The pruned files whose name differs from an added one's by case only, and that one. Where case doesn't count they
 * are one file, and deleting the old name would delete what was just put in place.
 */
function findRespelled(pruned: readonly string[], changes: ChangeSet): ReadonlyMap<string, string> {
  const respelled = new Map<string, string>()
  if (pruned.length === 0 || changes.added.length === 0) return respelled
  const added = new Map(Array.from(changes.added, ({ path }) => [path.toLowerCase(), path]))
  for (const path of pruned) {
    const successor = added.get(path.toLowerCase())
    if (successor !== undefined && parentOf(successor) === parentOf(path)) respelled.set(path, successor)
  }
  return respelled
}

import { count } from '../../../text/count.ts'
import { nameObject } from '../object-changes.ts'
import type { ObjectMove } from '../object-moves.ts'

/**
 * What moves, in one line: `configmaps shop/old is configmaps shop/new now`, `12 objects of the namespace old are in new now`.
 * Raw text: escape it where it is printed.
 */
export function moveTitle(moves: readonly ObjectMove[]): string {
  const [first] = moves
  if (first === undefined) return ''
  const [from, to] = [first.removed.object, first.added.object]
  if (moves.length === 1) return `${nameObject(from)} is ${nameObject(to)} now`
  const [before = from.name, after = to.name] = [from.namespace, to.namespace]
  return `${count(moves.length, 'object')} of the namespace ${before} are in ${after} now`
}

/** Each move in a line: `configmaps shop/old → configmaps shop/new`. Raw text. */
export function moveNames(moves: readonly ObjectMove[]): readonly string[] {
  return moves.map(({ removed, added }) => `${nameObject(removed.object)} → ${nameObject(added.object)}`)
}

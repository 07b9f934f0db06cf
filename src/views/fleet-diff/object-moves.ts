import type { FleetChange } from '../../model/fleet-diff.ts'
import { groupBy } from '../../text/group-by.ts'

/** An object that goes, and the one with the same content that comes in its place, in the very same clusters. */
export interface ObjectMove {
  readonly removed: FleetChange
  readonly added: FleetChange
}

/**
 * The moves of a diff by each of their changes: those from one namespace to another, with the Namespace itself, as one list,
 * every other one by itself.
 */
export function findMoves(changes: readonly FleetChange[]): ReadonlyMap<FleetChange, readonly ObjectMove[]> {
  const coming = new Map(
    changes.filter(({ kind }) => kind === 'added').map((each) => [keyOf(each, each.object.path), each]),
  )
  const moves = changes.flatMap((removed): readonly ObjectMove[] => {
    const { kind, sameContentAs } = removed
    const added =
      kind === 'removed' && sameContentAs ? coming.get(keyOf(removed, sameContentAs.path)) : undefined
    return added?.sameContentAs?.path === removed.object.path ? [{ removed, added }] : []
  })
  const groups = groupBy(moves, (move) => namespacesOf(move) ?? move)
  return new Map(
    [...groups.values()].flatMap((group) =>
      group.flatMap(({ removed, added }) => [[removed, group] as const, [added, group] as const]),
    ),
  )
}

function keyOf({ clusters }: FleetChange, path: string): string {
  return JSON.stringify([path, clusters])
}

/** The namespaces and clusters of a move that changes nothing but the namespace; undefined for every other. */
function namespacesOf({ removed, added }: ObjectMove): string | undefined {
  const [from, to] = [removed.object, added.object]
  if (from.kind === 'Namespace') return JSON.stringify([from.name, to.name, removed.clusters])
  if (from.name !== to.name || from.namespace === to.namespace) return undefined
  return JSON.stringify([from.namespace, to.namespace, removed.clusters])
}

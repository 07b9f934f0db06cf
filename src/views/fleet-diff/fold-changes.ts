import { stringifyJson } from '../../json/stringify.ts'
import type { Cause, FleetChange, ObjectIdentity, Risk } from '../../model/fleet-diff.ts'
import { fileOf } from '../../model/place.ts'
import { groupBy } from '../../text/group-by.ts'
import { causesOfChanges } from './causes/each-cause-once.ts'
import { changesByObject, type ObjectChanges } from './object-changes.ts'
import { findMoves, type ObjectMove } from './object-moves.ts'

/** One and the same change of several objects: what a person who made it would call one edit. */
export interface FleetEdit {
  /** The change of the first object, in whose kind, clusters, fields and level of risk the others are alike. */
  readonly change: FleetChange
  /** The changes of all objects, the first among them. */
  readonly changes: readonly FleetChange[]
  readonly objects: readonly ObjectIdentity[]
  /** Equal rules of all objects as one, in the order in which they first occur. */
  readonly risks: readonly FoldedRisk[]
  /** Of all objects, each place once. */
  readonly causes: readonly Cause[]
}

/** One rule's risks of several objects. */
export interface FoldedRisk {
  /** That of the first object. */
  readonly risk: Risk
  readonly count: number
}

/**
 * What a person reads as one item: an edit of several objects, objects that have another name or namespace, or all else
 * that changes in one object.
 */
export type DiffItem =
  | { readonly edit: FleetEdit }
  | { readonly moves: readonly ObjectMove[] }
  | { readonly object: ObjectChanges }

/** Fewer objects, or risks, are read as quickly one by one. */
export const fewestFolded = 5

/**
 * The changes of a diff as items, in the order of the first change of each. An object that goes and one with its content
 * that comes are a move. Other changes are one edit where their fields go
 * from the same values to the same values, or objects come or go by lines of files in the same directories, in the same
 * clusters and at the same level of risk.
 */
export function foldChanges(changes: readonly FleetChange[]): readonly DiffItem[] {
  const objects = changesByObject(changes)
  const editOf = findEdits(objects.flatMap((each) => each.changes))
  const movesOf = findMoves(objects.flatMap((each) => each.changes))
  const shown = new Set<readonly ObjectMove[]>()
  const items: DiffItem[] = []
  for (const { object, changes: ofObject } of objects) {
    const others: FleetChange[] = []
    for (const each of ofObject) {
      const [alike, moves] = [editOf.get(each), movesOf.get(each)]
      if (moves !== undefined) {
        if (!shown.has(moves)) items.push({ moves })
        shown.add(moves)
      } else if (alike === undefined) others.push(each)
      else if (alike[0] === each) items.push({ edit: editOfChanges(each, alike) })
    }
    if (others.length > 0) items.push({ object: { object, changes: others } })
  }
  return items
}

/** The changes that are one edit of several objects, by each of them. */
function findEdits(changes: readonly FleetChange[]): ReadonlyMap<FleetChange, readonly FleetChange[]> {
  const editOf = new Map<FleetChange, readonly FleetChange[]>()
  // The key of a large object is as long as all that changes in it, so it is made only where there may be enough alike.
  for (const similar of groupBy(changes, likenessOf).values()) {
    if (similar.length < fewestFolded) continue
    for (const alike of groupBy(similar, keyOfEdit).values())
      if (alike.length >= fewestFolded) for (const each of alike) editOf.set(each, alike)
  }
  return editOf
}

/** Equal for changes that are one edit, and seldom for others. */
function likenessOf({ kind, clusters, fields }: FleetChange): string {
  return [kind, clusters.length, clusters[0], fields.length, fields[0]?.field, fields.at(-1)?.field].join(
    '\n',
  )
}

/** Equal for changes that are one edit, and the change itself where it is one of its kind. */
function keyOfEdit(change: FleetChange): FleetChange | string {
  const { kind, clusters, held, sameContentAs, fields, risks, causes } = change
  if (sameContentAs !== undefined) return change
  const edited = fields.map(({ field, from, to, reordered }) => [
    field,
    from === undefined ? '' : stringifyJson(from),
    to === undefined ? '' : stringifyJson(to),
    reordered ?? false,
  ])
  const places = kind === 'changed' ? '' : placesOf(causes)
  return JSON.stringify([kind, held ?? '', risks[0]?.level ?? '', clusters, edited, places])
}

/** Of a list that many changes share, the places are the same. */
const knownPlaces = new WeakMap<readonly Cause[], string>()

/** The sides and directories of causes. */
function placesOf(causes: readonly Cause[]): string {
  const places =
    knownPlaces.get(causes) ??
    [...new Set(causes.map(({ side, at }) => `${side} ${directoryOf(at)}`))].sort().join('\n')
  knownPlaces.set(causes, places)
  return places
}

function directoryOf(at: Cause['at']): string {
  const { path } = fileOf(at)
  return path.slice(0, path.lastIndexOf('/') + 1)
}

function editOfChanges(change: FleetChange, alike: readonly FleetChange[]): FleetEdit {
  const risks = alike.flatMap((each) => each.risks)
  const byRule = [...groupBy(risks, ({ rule, level }) => `${level} ${rule}`).values()]
  return {
    change,
    changes: alike,
    objects: alike.map(({ object }) => object),
    risks: byRule.flatMap((each) => (each[0] ? [{ risk: each[0], count: each.length }] : [])),
    causes: causesOfChanges(alike),
  }
}

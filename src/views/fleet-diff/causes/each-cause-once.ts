import type { Cause } from '../../../model/fleet-diff.ts'
import { fileOf } from '../../../model/place.ts'

/** Causes in their order, each place once, without finding its line; the list itself where it has none twice. */
export function eachCauseOnce(causes: readonly Cause[]): readonly Cause[] {
  if (causes.length < 2) return causes
  const seen = new Map<string, Set<string | number>>()
  const kept = causes.filter(({ side, at }) => {
    const inFile = `${side} ${fileOf(at).path}`
    const places = seen.get(inFile) ?? new Set()
    if (places.size === 0) seen.set(inFile, places)
    const place = placeKey(at)
    return !places.has(place) && places.add(place)
  })
  return kept.length === causes.length ? causes : kept
}

/** The causes of some changes, each place once; changes that depend on the same sources share one list. */
export function causesOfChanges(changes: readonly { readonly causes: readonly Cause[] }[]): readonly Cause[] {
  const lists = [...new Set(changes.map(({ causes }) => causes))]
  const [only] = lists
  if (only === undefined) return []
  const of = lists.length > 1 ? changes : only
  const known = once.get(of) ?? eachCauseOnce(lists.length > 1 ? lists.flat() : only)
  once.set(of, known)
  return known
}

/** What is left of each list, which many items of a diff may share, and of the changes of an item, which is asked often. */
const once = new WeakMap<
  readonly Cause[] | readonly { readonly causes: readonly Cause[] }[],
  readonly Cause[]
>()

/** Equal for causes that are the same place of the same side. */
export function keyOfCause({ side, at }: Cause): string {
  return JSON.stringify([side, fileOf(at).path, placeKey(at)])
}

/** The offsets of a span up to here are one number. */
const mostOffset = 2 ** 26

/** Equal for the same places of a file. A large object has a million of them, so that a span is only a number. */
function placeKey(at: Cause['at']): string | number {
  if ('manifest' in at) return JSON.stringify([at.manifest.start, at.manifest.item + at.pointer, at.part])
  const { start, end } = at
  return end < mostOffset ? start * mostOffset + end : `${start} ${end}`
}

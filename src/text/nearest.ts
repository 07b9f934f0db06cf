import { distance } from 'fastest-levenshtein'
import { compareText } from './compare-text.ts'

/** The longest name that is compared by its letters: no name of Kubernetes that is written by hand is longer. */
const longestCompared = 64

/** Up to how many known names each is compared; of more, only those next to the name in order. */
const fewNames = 64

/** How many neighbours are compared on each side, both in order of the names and of the names read backwards. */
const neighbours = 8

/**
 * The name among `known` that a misspelled one most likely means, or undefined where none is near. The work for
 * one name is bounded, since strangers choose how many names are unknown and how many are known: among many names,
 * only those are candidates that begin or end most alike. Pass the same set for the names of one run, so that it is
 * put in order once.
 */
export function nearest(name: string, known: Iterable<string> & object): string | undefined {
  const index = indexOf(known)
  const sameLetters = index.byLowerCase.get(name.toLowerCase())
  if (sameLetters !== undefined || name.length > longestCompared) return sameLetters
  let best: string | undefined
  // Of three letters, two that differ make another word.
  let bestDistance = name.length < 4 ? Math.min(name.length, 2) : Math.floor(name.length / 3) + 2
  for (const candidate of candidatesFor(name, index)) {
    if (candidate.length > longestCompared) continue
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue
    const apart = distance(name, candidate)
    if (apart < bestDistance) [best, bestDistance] = [candidate, apart]
  }
  return best
}

/** Known names as they are looked up. */
interface NameIndex {
  /** Of what it was made from: what has grown since is put in order again. */
  readonly size: number
  /** In the order given, each once. */
  readonly names: readonly string[]
  /** The first name of each spelling. */
  readonly byLowerCase: ReadonlyMap<string, string>
  /** By position among the names; made when there are many. */
  readonly positions: ReadonlyMap<string, number>
  readonly ordered: readonly string[]
  readonly backwards: readonly string[]
}

const indexes = new WeakMap<object, NameIndex>()

function indexOf(known: Iterable<string> & object): NameIndex {
  const present = indexes.get(known)
  if (present?.size === sizeOf(known)) return present
  const index = createIndex(known)
  if (index.size > 0) indexes.set(known, index)
  return index
}

function sizeOf(known: Iterable<string>): number {
  return known instanceof Set ? known.size : Array.isArray(known) ? known.length : 0
}

function createIndex(known: Iterable<string>): NameIndex {
  const size = sizeOf(known)
  const names = [...new Set(known)]
  const byLowerCase = new Map<string, string>()
  for (const name of names) {
    const spelling = name.toLowerCase()
    if (!byLowerCase.has(spelling)) byLowerCase.set(spelling, name)
  }
  if (names.length <= fewNames) {
    return { size, names, byLowerCase, positions: new Map(), ordered: [], backwards: [] }
  }
  const ordered = [...names].sort(compareText)
  const backwards = names.map(reversed).sort(compareText)
  const positions = new Map(names.map((name, at) => [name, at]))
  return { size, names, byLowerCase, positions, ordered, backwards }
}

/** In the order of the known names, so that the first of two equally near ones is chosen. */
function candidatesFor(name: string, { names, positions, ordered, backwards }: NameIndex): readonly string[] {
  if (names.length <= fewNames) return names
  const near = new Set([
    ...around(ordered, name),
    ...around(backwards, reversed(name)).map((each) => reversed(each)),
  ])
  return [...near].sort((left, right) => (positions.get(left) ?? 0) - (positions.get(right) ?? 0))
}

function around(ordered: readonly string[], name: string): readonly string[] {
  let [low, high] = [0, ordered.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareText(ordered[middle] ?? '', name) < 0) low = middle + 1
    else high = middle
  }
  return ordered.slice(Math.max(0, low - neighbours), low + neighbours)
}

/** By UTF-16 units, which read back as they were. */
function reversed(text: string): string {
  return text.split('').reverse().join('')
}

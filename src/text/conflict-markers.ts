/** The first line of a text that a merge left there, and how many conflicts the text has in all. */
export interface Conflict {
  readonly start: number
  readonly end: number
  readonly count: number
}

/**
 * Finds conflicts that a merge left in a text: `<<<<<<<` and, further down, `>>>>>>>`, each at the start of its line
 * (git-merge(1), "How conflicts are presented"). The lines between the two are not looked at, since other programs than git
 * mark the sides otherwise. Undefined where there is none.
 */
export function findConflict(text: string): Conflict | undefined {
  if (!text.includes('<<<<<<<')) return undefined
  const boundaries = markersIn(text).filter(({ sign }) => sign === '<' || sign === '>')
  const conflicts = boundaries.filter(
    ({ sign }, index) => sign === '<' && boundaries[index + 1]?.sign === '>',
  )
  const [first] = conflicts
  return first && { start: first.start, end: first.end, count: conflicts.length }
}

/** Finds the first line that can be a conflict marker, whether or not the others are there; undefined for none. */
export function findMarker(text: string): Omit<Conflict, 'count'> | undefined {
  return /[<|=>]{7}/.test(text) ? markersIn(text)[0] : undefined
}

/**
 * The texts of both sides of a merge, ours first, where conflicts are left in a text; else the text alone. What the sides have
 * in common is in both, and what the base had is in neither.
 */
export function conflictSides(text: string): readonly string[] {
  if (findConflict(text) === undefined) return [text]
  const sides = { ours: '', theirs: '' }
  let part: readonly (keyof typeof sides)[] = ['ours', 'theirs']
  let from = 0
  for (const { sign, start, next } of [...markersIn(text), { sign: '', start: text.length, next: 0 }]) {
    for (const side of part) sides[side] += text.slice(from, start)
    part = partAfter[sign] ?? []
    from = next
  }
  return [sides.ours, sides.theirs]
}

const partAfter: Readonly<Record<string, readonly ('ours' | 'theirs')[]>> = {
  '<': ['ours'],
  '|': [],
  '=': ['theirs'],
  '>': ['ours', 'theirs'],
}

interface Marker {
  readonly sign: string
  readonly start: number
  readonly end: number
  /** Where the next line starts. */
  readonly next: number
}

/** The label of a side follows after a blank; `=======` has none. */
const marker = /^(?:([<|>])\1{6}(?: .*)?|={7})$/s

function markersIn(text: string): readonly Marker[] {
  const markers: Marker[] = []
  let start = 0
  for (const line of text.split('\n')) {
    const written = line.endsWith('\r') ? line.slice(0, -1) : line
    const next = start + line.length + 1
    if (marker.test(written)) markers.push({ sign: line.charAt(0), start, end: start + written.length, next })
    start = next
  }
  return markers
}

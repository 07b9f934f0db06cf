/** What a piece of a comment says, the most important first. */
const parts = [
  'footer',
  'files',
  'risks',
  'renames',
  'fold',
  'edits',
  'objects',
  'clusters',
  'causes',
  'places',
  'lines',
  'bodies',
] as const
type Part = (typeof parts)[number]

/** A part of a comment that is there whole or not at all. */
export interface Piece {
  readonly part: Part
  readonly text: string
  /** How many things the piece reports. Default: 1. */
  readonly count?: number
  /** How many lines of it a reader sees before anything is unfolded. Default: 1. */
  readonly lines?: number
  /** The piece that has to be there where this one is, further down. */
  readonly closedBy?: Piece
}

/** `fold` and what closes it are of no use alone, and so nothing that a reader misses. */
const described: Readonly<Record<Exclude<Part, 'fold'>, (count: number) => string>> = {
  footer: () => 'what needs approval',
  files: (count) => `${count} files that are not rendered objects`,
  edits: (count) => `${count} edits of several objects`,
  renames: (count) => `the new names of ${count} clusters`,
  objects: (count) => `the names of ${count} objects`,
  clusters: (count) => `the names of ${count} clusters`,
  risks: (count) => `${count} risks`,
  causes: (count) => `the causes of ${count} changes`,
  places: (count) => `the clusters of ${count} objects`,
  lines: (count) => `${count} lines that are causes`,
  bodies: (count) => `the fields of ${count} objects`,
}

/**
 * The title and as many pieces in their order as fit into `maxBytes` bytes of UTF-8, those of the most important parts
 * first, and what is left out, with `whole`, which says where all of it is. Pieces bring the line feeds before them; the
 * text ends in one. Where not even the title and that fit, it is the title's first line, or nothing.
 */
export function fitPieces(
  title: string,
  pieces: readonly Piece[],
  { maxBytes, whole }: { readonly maxBytes: number; readonly whole: string },
): string {
  const uncut = `${[title, ...pieces.map(({ text }) => text)].join('')}\n`
  if (bytesOf(uncut) <= maxBytes) return uncut
  const describe = (omitted: readonly Piece[]): string =>
    `\n\nCut to ${maxBytes} bytes, without ${omissionsOf(omitted)}; ${whole}.\n`
  // What is left out in the end is never more, so that its description is never longer.
  const room = maxBytes - bytesOf(title) - bytesOf(describe(pieces))
  if (room < 0) {
    const firstLine = `${title.split('\n', 1)[0] ?? ''}\n`
    return bytesOf(firstLine) <= maxBytes ? firstLine : ''
  }
  const kept = choosePieces(pieces, room)
  const [shown, omitted] = [true, false].map((wanted) => pieces.filter((each) => kept.has(each) === wanted))
  return [title, ...(shown ?? []).map(({ text }) => text), describe(omitted ?? [])].join('')
}

function choosePieces(pieces: readonly Piece[], bytes: number): ReadonlySet<Piece> {
  let room = bytes
  const closing = new Set(pieces.flatMap(({ closedBy }) => closedBy ?? []))
  const kept = new Set<Piece>()
  for (const part of parts) {
    for (const piece of pieces) {
      const { text, closedBy } = piece
      const needed = bytesOf(text) + bytesOf(closedBy?.text ?? '')
      if (piece.part !== part || closing.has(piece) || needed > room) continue
      room -= needed
      kept.add(piece)
      if (closedBy) kept.add(closedBy)
    }
  }
  return kept
}

function omissionsOf(omitted: readonly Piece[]): string {
  const omissions = parts.flatMap((part) => {
    const ofPart = omitted.filter((each) => each.part === part)
    const count = ofPart.reduce((sum, each) => sum + (each.count ?? 1), 0)
    return count === 0 || part === 'fold' ? [] : [described[part](count)]
  })
  return omissions.join(', ')
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}

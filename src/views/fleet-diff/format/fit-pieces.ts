/** What a piece of a comment says, the most important first. */
const parts = ['approval', 'files', 'objects', 'clusters', 'risks', 'places', 'bodies'] as const
type Part = (typeof parts)[number]

/** A part of a comment that is there whole or not at all. */
export interface Piece {
  readonly part: Part
  readonly text: string
  /** How many things the piece reports. Default: 1. */
  readonly count?: number
}

const described: Readonly<Record<Part, (count: number) => string>> = {
  approval: () => 'what needs approval',
  files: (count) => `${count} files that are not rendered objects`,
  objects: (count) => `the names of ${count} objects`,
  clusters: (count) => `the names of ${count} clusters`,
  risks: (count) => `${count} risks`,
  places: (count) => `the clusters of ${count} objects`,
  bodies: (count) => `the fields of ${count} objects`,
}

/**
 * The title and as many pieces in their order as fit into `maxBytes` bytes of UTF-8, those of the most important parts
 * first, and what is left out. Pieces bring the line feeds before them; the text ends in one. Where not even the title and that fit, it is the title's first line, or nothing.
 */
export function fitPieces(title: string, pieces: readonly Piece[], maxBytes: number): string {
  const whole = `${[title, ...pieces.map(({ text }) => text)].join('')}\n`
  if (bytesOf(whole) <= maxBytes) return whole
  // What is left out in the end is never more, so that its description is never longer.
  let room = maxBytes - bytesOf(title) - bytesOf(describeOmissions(pieces, maxBytes))
  if (room < 0) {
    const firstLine = `${title.split('\n', 1)[0] ?? ''}\n`
    return bytesOf(firstLine) <= maxBytes ? firstLine : ''
  }
  const kept = new Set<Piece>()
  for (const part of parts) {
    for (const piece of pieces) {
      const bytes = bytesOf(piece.text)
      if (piece.part !== part || bytes > room) continue
      room -= bytes
      kept.add(piece)
    }
  }
  const [shown, omitted] = [true, false].map((wanted) => pieces.filter((each) => kept.has(each) === wanted))
  return [title, ...(shown ?? []).map(({ text }) => text), describeOmissions(omitted ?? [], maxBytes)].join(
    '',
  )
}

function describeOmissions(omitted: readonly Piece[], maxBytes: number): string {
  const omissions = parts.flatMap((part) => {
    const ofPart = omitted.filter((each) => each.part === part)
    const count = ofPart.reduce((sum, each) => sum + (each.count ?? 1), 0)
    return count === 0 ? [] : [described[part](count)]
  })
  return `\n\nCut to ${maxBytes} bytes, without ${omissions.join(', ')}; \`--output text\` shows everything.\n`
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}

import { markup, type Markup } from '../markup.ts'
import type { MappedCluster, PlacementMap } from './placement-map.ts'

/** The side of a square and of the gap beside it. */
const [side, gap] = [8, 2]
/** What is between two cells. */
const between = 8
/** Of so many clusters each has a square of its own; of more, a cell has one that is filled by the share of them. */
export const mostSquares = 150

/** Which clusters are meant, as squares that are arranged as the fleet is; `description` is the picture in words. */
export function placementPicture(
  { cells }: PlacementMap,
  clusters: ReadonlySet<string>,
  description: string,
): Markup {
  const present = cells.map((row) => row.map((cell) => cell.filter(({ isGone }) => !isGone)))
  const all = present.flat(2).length
  const most = Math.max(1, ...present.flat().map((cell) => cell.length))
  const perLine = all > mostSquares ? 1 : Math.ceil(Math.sqrt(most))
  const lines = all > mostSquares ? 1 : Math.ceil(most / perLine)
  const [width, height] = [perLine * (side + gap) + between, lines * (side + gap) + between]
  const [filled, empty]: [string[], string[]] = [[], []]
  for (const [row, ofRow] of present.entries()) {
    for (const [column, cell] of ofRow.entries()) {
      const at = { x: column * width, y: row * height }
      if (all > mostSquares) addShare(cell, clusters, at, filled, empty)
      else addSquares(cell, clusters, { ...at, perLine }, filled, empty)
    }
  }
  const box = `0 0 ${(present[0]?.length ?? 0) * width - between} ${present.length * height - between}`
  return markup`<svg class="squares" viewBox="${box}" width="${(present[0]?.length ?? 0) * width - between}" role="img" aria-label="${description}"><path class="empty" d="${empty.join('')}"/><path class="filled" d="${filled.join('')}"/></svg>`
}

interface Point {
  readonly x: number
  readonly y: number
}

function addSquares(
  cell: readonly MappedCluster[],
  clusters: ReadonlySet<string>,
  { x, y, perLine }: Point & { readonly perLine: number },
  filled: string[],
  empty: string[],
): void {
  for (const [index, { name }] of cell.entries()) {
    const left = x + (index % perLine) * (side + gap)
    const top = y + Math.floor(index / perLine) * (side + gap)
    const paths = clusters.has(name) ? filled : empty
    paths.push(rectangle(left, top, side))
  }
}

function addShare(
  cell: readonly MappedCluster[],
  clusters: ReadonlySet<string>,
  { x, y }: Point,
  filled: string[],
  empty: string[],
): void {
  if (cell.length === 0) return
  const share = cell.filter(({ name }) => clusters.has(name)).length / cell.length
  const height = share === 0 ? 0 : Math.max(1, Math.round(share * side))
  if (height < side) empty.push(rectangle(x, y, side - height))
  if (height > 0) filled.push(rectangle(x, y + side - height, height))
}

function rectangle(x: number, y: number, height: number): string {
  return `M${x} ${y}h${side}v${height}h-${side}z`
}

import { count } from '../../../text/count.ts'
import type { Piece } from './fit-pieces.ts'

/**
 * Groups of pieces as they are while no more than `mostLines` lines of them are seen, and the others folded away, with how
 * many things they are in `noun`. The first group is never folded.
 */
export function foldPieces(
  groups: readonly (readonly Piece[])[],
  mostLines: number,
  noun: string,
): readonly Piece[] {
  let lines = 0
  const first = groups.findIndex((group, index) => {
    lines += group.reduce((sum, each) => sum + (each.lines ?? 1), 0)
    return index > 0 && lines > mostLines
  })
  if (first === -1) return groups.flat()
  const rest = groups.slice(first)
  const close: Piece = { part: 'fold', text: '\n\n</details>\n', lines: 0 }
  const summary = `${count(rest.length, `more ${noun}`)}`
  const open: Piece = {
    part: 'fold',
    text: `\n\n<details><summary>${summary}</summary>\n`,
    closedBy: close,
  }
  return [...groups.slice(0, first).flat(), open, ...rest.flat(), close]
}

import type { Position, Range, TextEdit as ProtocolEdit } from 'vscode-languageserver-protocol'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { TextEdit } from '../language/names/rename-cluster.ts'
import type { FileRange } from '../language/snapshot.ts'
import type { Protocol } from './load-protocol.ts'

/** A byte order mark, which is in the text of a file and not in what an editor shows of it. */
const byteOrderMark = '\ufeff'

/** Lines and characters of a text, as the protocol counts them, where the compiler counts offsets. */
export interface Positions {
  readonly offsetAt: (position: Position) => number
  readonly rangeOf: (range: Pick<FileRange, 'start' | 'end'>) => Range
}

/**
 * The lines of a text. The protocol ends lines at lone carriage returns too and counts UTF-16 code units (3.17, Text
 * Documents).
 *
 * @param document the document of an editor, or the text of a file
 */
export function positionsOf(
  { TextDocument }: Pick<Protocol, 'TextDocument'>,
  document: TextDocument | string,
): Positions {
  const isMarked = typeof document === 'string' && document.startsWith(byteOrderMark)
  const shift = isMarked ? byteOrderMark.length : 0
  const lines =
    typeof document === 'string' ? TextDocument.create('', '', 0, document.slice(shift)) : document
  const positionAt = (offset: number): Position => lines.positionAt(Math.max(offset - shift, 0))
  return {
    offsetAt: (position) => lines.offsetAt(position) + shift,
    rangeOf: ({ start, end }) => ({ start: positionAt(start), end: positionAt(end) }),
  }
}

/** Edits of one file as the protocol has them. */
export function toEdits(positions: Positions, edits: readonly TextEdit[]): ProtocolEdit[] {
  return edits.map(({ text, ...range }) => ({ range: positions.rangeOf(range), newText: text }))
}

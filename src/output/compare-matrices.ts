import type { FileMatrix, Files } from '../model/file-tree.ts'
import { invariant } from '../text/invariant.ts'
import { numbersOf, sortByState } from './file-matrix.ts'
import { belowCluster } from './layout.ts'

/** How the files of two outputs differ, by their paths; each kind is in the order of its side. */
export interface MatrixComparison {
  /** Files of the head. */
  readonly added: Files
  readonly changed: Files
  readonly unchanged: Files
  /** Files of the base at whose paths the head has none. */
  readonly gone: Files
}

/** What becomes of each file, by its number. */
interface States {
  readonly ofHead: Uint8Array
  /** 1 where the head has a file at the same path. */
  readonly isKept: Uint8Array
}

/** States of the head; what the base lacks is added. */
const [added, changed, unchanged] = [0, 1, 2]

/**
 * Compares two outputs cell by cell: nothing is made for a file before it is asked for, and each text is compared once. The
 * files of both are arranged by clusters, as `emit` arranges them.
 */
export function compareMatrices(base: FileMatrix, head: FileMatrix): MatrixComparison {
  const states = {
    ofHead: new Uint8Array(numbersOf(head)),
    isKept: new Uint8Array(numbersOf(base)),
  }
  compareCells(base, head, states)
  compareLoose(base, head, states)
  const [inState, inBase] = [sortByState(head, states.ofHead), sortByState(base, states.isKept)]
  return {
    added: inState(added),
    changed: inState(changed),
    unchanged: inState(unchanged),
    gone: inBase(0),
  }
}

function compareCells(base: FileMatrix, head: FileMatrix, { ofHead, isKept }: States): void {
  const rows = new Map(base.directories.map((directory, index) => [directory, index * base.paths.length]))
  const columns = new Map(base.paths.map((path, index) => [path, index]))
  const columnOf = Int32Array.from(head.paths, (path) => columns.get(path) ?? -1)
  const ids = numberTexts([...base.texts, ...head.texts])
  for (const [index, directory] of head.directories.entries()) {
    const row = rows.get(directory)
    if (row === undefined) continue
    const first = index * columnOf.length
    for (let place = 0; place < columnOf.length; place += 1) {
      const column = columnOf[place] ?? -1
      const text = head.cells[first + place] ?? 0
      const before = column === -1 ? 0 : (base.cells[row + column] ?? 0)
      if (text === 0 || before === 0) continue
      isKept[row + column] = 1
      ofHead[first + place] = ids[before - 1] === ids[base.texts.length + text - 1] ? unchanged : changed
    }
  }
}

/** One number for each distinct text. */
function numberTexts(texts: readonly string[]): Uint32Array {
  const known = new Map<string, number>()
  return Uint32Array.from(texts, (text) => {
    const number = known.get(text) ?? known.size
    known.set(text, number)
    return number
  })
}

function compareLoose(base: FileMatrix, head: FileMatrix, { ofHead, isKept }: States): void {
  const isOfCluster = ({ path }: { readonly path: string }): boolean => belowCluster(path) !== undefined
  invariant(![base, head].some(({ loose }) => loose.some(isOfCluster)), 'a file of a cluster is in its row')
  const before = new Map(base.loose.map(({ path, text }, index) => [path, { text, index }]))
  for (const [index, { path, text }] of head.loose.entries()) {
    const found = before.get(path)
    if (found) isKept[base.cells.length + found.index] = 1
    ofHead[head.cells.length + index] =
      found === undefined ? added : found.text === text ? unchanged : changed
  }
}

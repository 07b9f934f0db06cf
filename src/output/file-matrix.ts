import type { FileMatrix, Files, RenderedFile } from '../model/file-tree.ts'
import { compareText } from '../text/compare-text.ts'
import { clustersFolder, inClusterDirectory } from './layout.ts'

/** Files that are in no cluster's directory, or that are not arranged by clusters. */
export function looseFiles(files: readonly RenderedFile[]): FileMatrix {
  return { directories: [], paths: [], texts: [], cells: new Uint32Array(0), loose: sortedByPath(files) }
}

/** The files with others that are in no cluster's directory. */
export function withLooseFiles(files: FileMatrix, others: readonly RenderedFile[]): FileMatrix {
  return { ...files, loose: sortedByPath([...files.loose, ...others]) }
}

function sortedByPath(files: readonly RenderedFile[]): readonly RenderedFile[] {
  return files.toSorted((left, right) => compareText(left.path, right.path))
}

/** How many numbers there are: each cell has its index for a number, and the loose files follow. */
export function numbersOf({ cells, loose }: Pick<FileMatrix, 'cells' | 'loose'>): number {
  return cells.length + loose.length
}

/**
 * The files by path, by UTF-16 code units. Each walk makes the objects anew, so that nothing but a number is kept for each
 * file.
 */
export function filesOf(files: FileMatrix): Files {
  return filesAt(files, numbersInOrder(files))
}

/** Those of the files that are to be kept, in the order of their paths. */
export function filterFiles(files: FileMatrix, isKept: (file: RenderedFile) => boolean): Files {
  return filesAt(
    files,
    numbersInOrder(files).filter((number) => isKept(fileAt(files, number))),
  )
}

/**
 * Sorts the files by the states that their numbers have, and gives those of a state in the order of their paths; `states` has
 * that of each number.
 */
export function sortByState(files: FileMatrix, states: Uint8Array): (state: number) => Files {
  const numbers = numbersInOrder(files)
  const starts = new Uint32Array(256 + 1)
  for (let index = 0; index < numbers.length; index += 1) {
    const state = states[numbers[index] ?? 0] ?? 0
    starts[state] = (starts[state] ?? 0) + 1
  }
  for (let state = 1; state < starts.length; state += 1)
    starts[state] = (starts[state] ?? 0) + (starts[state - 1] ?? 0)
  // Each start is the end of its state now, from which the state is filled.
  const sorted = new Uint32Array(numbers.length)
  for (let index = numbers.length - 1; index >= 0; index -= 1) {
    const state = states[numbers[index] ?? 0] ?? 0
    const place = (starts[state] ?? 0) - 1
    starts[state] = place
    sorted[place] = numbers[index] ?? 0
  }
  return (state) => filesAt(files, sorted.subarray(starts[state], starts[state + 1]))
}

/** Of which files of which matrix a list is, so that two lists can be compared without a walk. */
const numbersOfFiles = new WeakMap<Files, { readonly of: FileMatrix; readonly numbers: Uint32Array }>()

function filesAt(files: FileMatrix, numbers: Uint32Array): Files {
  const list: Files = {
    length: numbers.length,
    *[Symbol.iterator]() {
      for (let index = 0; index < numbers.length; index += 1) yield fileAt(files, numbers[index] ?? 0)
    },
  }
  numbersOfFiles.set(list, { of: files, numbers })
  return list
}

/** Whether two lists have the same paths in the same order. */
export function haveSamePaths(left: Files, right: Files): boolean {
  if (left.length !== right.length) return false
  const [known, other] = [numbersOfFiles.get(left), numbersOfFiles.get(right)]
  if (known && known.of === other?.of)
    return known.numbers.every((number, index) => number === other.numbers[index])
  const others = right[Symbol.iterator]()
  for (const { path } of left) if (others.next().value?.path !== path) return false
  return true
}

/** The rows of a matrix of which a list has every file, of which there is one at least; none where the list is of other files. */
export function wholeRows(files: FileMatrix, list: Files): readonly number[] {
  const known = numbersOfFiles.get(list)
  if (known === undefined || known.of !== files || list.length === 0) return []
  const { directories, paths, cells } = files
  const listed = new Uint32Array(directories.length)
  for (const number of known.numbers) {
    const row = Math.floor(number / paths.length)
    if (number < cells.length) listed[row] = (listed[row] ?? 0) + 1
  }
  const isWhole = (row: number): boolean => {
    const count = cellsOfRows(files, [row]).reduce((filled, cell) => filled + (cell === 0 ? 0 : 1), 0)
    return count > 0 && count === listed[row]
  }
  return [...directories.keys()].filter(isWhole)
}

/** A list of files without those of some rows of their matrix. */
export function withoutRows(list: Files, rows: ReadonlySet<number>): Files {
  const known = numbersOfFiles.get(list)
  if (known === undefined || rows.size === 0) return list
  const { paths, cells } = known.of
  const isLeft = (number: number): boolean =>
    number >= cells.length || !rows.has(Math.floor(number / paths.length))
  return filesAt(known.of, known.numbers.filter(isLeft))
}

/** The cells of some rows, one row after another. */
export function cellsOfRows({ paths, cells }: FileMatrix, rows: readonly number[]): Uint32Array {
  const width = paths.length
  if (rows.length * width === cells.length) return cells
  const chosen = new Uint32Array(rows.length * width)
  for (const [index, row] of rows.entries())
    chosen.set(cells.subarray(row * width, (row + 1) * width), index * width)
  return chosen
}

/** The paths of the files, and of others beside them; anew at each walk. */
export function pathsOf(
  files: FileMatrix,
  others: Iterable<{ readonly path: string }> = [],
): Iterable<string> {
  return {
    *[Symbol.iterator]() {
      for (const { path } of filesOf(files)) yield path
      for (const { path } of others) yield path
    },
  }
}

/** What `numbersInOrder` gave: a run asks for it at each comparison and each count. */
const orders = new WeakMap<FileMatrix, Uint32Array>()

/** The numbers of all files that there are, in the order of their paths. */
function numbersInOrder(files: FileMatrix): Uint32Array {
  const known = orders.get(files)
  if (known !== undefined) return known
  const numbers = orderNumbers(files)
  orders.set(files, numbers)
  return numbers
}

function orderNumbers({ directories, cells, loose }: FileMatrix): Uint32Array {
  const after = directories.length === 0 ? 0 : loose.findIndex(({ path }) => path > `${clustersFolder}/`)
  const before = after === -1 ? loose.length : after
  const numbers = new Uint32Array(numbersOf({ cells, loose }))
  let count = 0
  for (let index = 0; index < before; index += 1) numbers[count++] = cells.length + index
  for (let cell = 0; cell < cells.length; cell += 1) if (cells[cell] !== 0) numbers[count++] = cell
  for (let index = before; index < loose.length; index += 1) numbers[count++] = cells.length + index
  return numbers.subarray(0, count)
}

function fileAt({ directories, paths, texts, cells, loose }: FileMatrix, number: number): RenderedFile {
  const file = loose[number - cells.length]
  if (file !== undefined) return file
  const directory = directories[Math.floor(number / paths.length)] ?? ''
  const path = inClusterDirectory(directory, paths[number % paths.length] ?? '')
  return { path, text: texts[(cells[number] ?? 0) - 1] ?? '' }
}

/** The texts of files by their paths; a map of them, or what finds them. */
export interface TextsByPath {
  get(path: string): string | undefined
  has(path: string): boolean
  keys(): Iterable<string>
}

/** The texts of files, each found when it is asked for. */
export function textsByPath(files: FileMatrix): TextsByPath {
  const textOf = createTextLookup(files)
  return { get: textOf, has: (path) => textOf(path) !== undefined, keys: () => pathsOf(files) }
}

/** Gives the text of a file by its path; undefined where none is rendered. */
export function createTextLookup(files: FileMatrix): (path: string) => string | undefined {
  const { directories, paths, texts, cells } = files
  const rows = new Map(directories.map((directory, index) => [directory, index * paths.length]))
  const columns = new Map(paths.map((path, index) => [path, index]))
  const loose = new Map(files.loose.map(({ path, text }) => [path, text]))
  const start = clustersFolder.length + 1
  return (path) => {
    const slash = path.indexOf('/', start)
    const row = path.startsWith(`${clustersFolder}/`) ? rows.get(path.slice(start, slash)) : undefined
    const column = row === undefined ? undefined : columns.get(path.slice(slash + 1))
    if (row === undefined || column === undefined) return loose.get(path)
    return texts[(cells[row + column] ?? 0) - 1]
  }
}

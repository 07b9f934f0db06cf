import type { FileMatrix, RenderedFile } from '../model/file-tree.ts'
import { compareText } from '../text/compare-text.ts'
import { withLooseFiles } from './file-matrix.ts'
import { readOutputPath } from './layout.ts'

/** The files with others at paths that none of them has; those of clusters are arranged with theirs. */
export function withFiles(files: FileMatrix, others: readonly RenderedFile[]): FileMatrix {
  if (others.length === 0) return files
  const placed = others.map((file) => ({ file, ...readOutputPath(file.path) }))
  const ofClusters = placed.flatMap(({ file: { text }, cluster, below }) =>
    cluster === undefined || below === undefined ? [] : [{ text, cluster, below }],
  )
  const loose = placed.filter(({ cluster }) => cluster === undefined).map(({ file }) => file)
  const directories = union(files.directories, ofClusters, ({ cluster }) => cluster).sort((left, right) =>
    compareText(`${left}/`, `${right}/`),
  )
  const paths = union(files.paths, ofClusters, ({ below }) => below).sort(compareText)
  const rows = new Map(directories.map((each, index) => [each, index * paths.length]))
  const columns = new Map(paths.map((each, index) => [each, index]))
  const cells = new Uint32Array(directories.length * paths.length)
  const columnOf = files.paths.map((each) => columns.get(each) ?? Number.NaN)
  let cell = 0
  for (const directory of files.directories) {
    const row = rows.get(directory) ?? Number.NaN
    for (const column of columnOf) cells[row + column] = files.cells[cell++] ?? 0
  }
  for (const [index, { cluster, below }] of ofClusters.entries()) {
    const place = (rows.get(cluster) ?? Number.NaN) + (columns.get(below) ?? Number.NaN)
    cells[place] = files.texts.length + index + 1
  }
  const texts = [...files.texts, ...ofClusters.map(({ text }) => text)]
  return withLooseFiles({ directories, paths, texts, cells, loose: files.loose }, loose)
}

function union<T>(known: readonly string[], others: readonly T[], nameOf: (each: T) => string): string[] {
  return [...new Set([...known, ...others.map((each) => nameOf(each))])]
}

import { createHash } from 'node:crypto'
import type { ChangeSet, PrunedFile } from '../model/change-set.ts'
import type { FileTree } from '../model/file-tree.ts'
import { compareMatrices, type MatrixComparison } from './compare-matrices.ts'
import { createTextLookup } from './file-matrix.ts'
import { createHeldLookup } from './held-files.ts'
import { currentPath } from './layout.ts'

/** The rendered files of an earlier output, by path relative to it. */
export interface EarlierOutput {
  readonly paths: readonly string[]
  readonly read: (path: string) => string | Uint8Array
}

/** The files of an earlier output that a tree neither renders nor holds, as far as it answers for them. */
export function prunedSince({ paths, read }: EarlierOutput, tree: FileTree): readonly PrunedFile[] {
  const textOf = createTextLookup(tree.files)
  const reasonOf = createHeldLookup(tree.held)
  return paths
    .filter((path) => tree.scope.some((directory) => path.startsWith(directory)))
    .filter((path) => textOf(path) === undefined && reasonOf(path) === undefined)
    .map((path) => {
      const gone = { path, contentHash: hashContent(read(path)), onDisk: false }
      const now = currentPath(path)
      return now !== path && textOf(now) !== undefined ? Object.assign(gone, { movedTo: now }) : gone
    })
}

/**
 * The files of an earlier output that a tree holds in place of rendering them, as far as it answers for them, by the paths
 * that this release gives them. One that has that path already counts before one that an earlier release gave another.
 */
export function heldSince(
  { paths, read }: EarlierOutput,
  { files, held, scope }: Pick<FileTree, 'files' | 'held' | 'scope'>,
): ReadonlyMap<string, string | Uint8Array> {
  const textOf = createTextLookup(files)
  const reasonOf = createHeldLookup(held)
  const found = new Map<string, string | Uint8Array>()
  for (const path of paths) {
    if (!scope.some((directory) => path.startsWith(directory))) continue
    if (textOf(path) !== undefined || reasonOf(path) === undefined) continue
    const now = currentPath(path)
    if (now !== path && (found.has(now) || textOf(now) !== undefined)) continue
    found.set(now, read(path))
  }
  return found
}

/** What a change of the sources does to the rendered files, by the trees of both sides alone. */
export function changesBetween(
  base: FileTree,
  head: FileTree,
  { gone, ...compared }: MatrixComparison = compareMatrices(base.files, head.files),
): ChangeSet {
  const reasonOf = createHeldLookup(head.held)
  const before = createTextLookup(base.files)
  const earlier = {
    paths: Array.from(gone, ({ path }) => path),
    read: (path: string) => before(path) ?? '',
  }
  return {
    ...compared,
    pruned: prunedSince(earlier, head),
    held: earlier.paths.flatMap((path) => {
      const reason = reasonOf(path)
      return reason === undefined ? [] : [{ path, reason }]
    }),
    foreign: [],
    republished: [],
    emptied: [],
  }
}

/** The hexadecimal SHA-256 of a file's content. */
export function hashContent(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

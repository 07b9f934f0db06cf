import { createHash } from 'node:crypto'
import type { ChangeSet, PrunedFile } from '../model/change-set.ts'
import type { FileTree } from '../model/file-tree.ts'
import { createTextLookup, filesOf } from './file-matrix.ts'
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

/** What a change of the sources does to the rendered files, by the trees of both sides alone. */
export function changesBetween(base: FileTree, head: FileTree): ChangeSet {
  const before = createTextLookup(base.files)
  const after = createTextLookup(head.files)
  const earlierFiles = [...filesOf(base.files)]
  const files = [...filesOf(head.files)]
  const reasonOf = createHeldLookup(head.held)
  const earlier = {
    paths: earlierFiles.map(({ path }) => path),
    read: (path: string) => before(path) ?? '',
  }
  return {
    added: files.filter(({ path }) => before(path) === undefined),
    changed: files.filter(({ path, text }) => ![undefined, text].includes(before(path))),
    unchanged: files.filter(({ path, text }) => before(path) === text),
    pruned: prunedSince(earlier, head),
    held: earlierFiles.flatMap(({ path }) => {
      const reason = after(path) === undefined ? reasonOf(path) : undefined
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

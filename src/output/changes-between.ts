import { createHash } from 'node:crypto'
import type { ChangeSet, PrunedFile } from '../model/change-set.ts'
import type { FileTree } from '../model/file-tree.ts'
import { createHeldLookup } from './held-files.ts'
import { currentPath } from './layout.ts'

/** The rendered files of an earlier output, by path relative to it. */
export interface EarlierOutput {
  readonly paths: readonly string[]
  readonly read: (path: string) => string | Uint8Array
}

/** The files of an earlier output that a tree neither renders nor holds, as far as it answers for them. */
export function prunedSince({ paths, read }: EarlierOutput, tree: FileTree): readonly PrunedFile[] {
  const rendered = new Set(tree.files.map((file) => file.path))
  const reasonOf = createHeldLookup(tree.held)
  return paths
    .filter((path) => tree.scope.some((directory) => path.startsWith(directory)))
    .filter((path) => !rendered.has(path) && reasonOf(path) === undefined)
    .map((path) => {
      const gone = { path, contentHash: hashContent(read(path)), onDisk: false }
      const now = currentPath(path)
      return now !== path && rendered.has(now) ? Object.assign(gone, { movedTo: now }) : gone
    })
}

/** What a change of the sources does to the rendered files, by the trees of both sides alone. */
export function changesBetween(base: FileTree, head: FileTree): ChangeSet {
  const before = new Map(base.files.map(({ path, text }) => [path, text]))
  const reasonOf = createHeldLookup(head.held)
  const rendered = new Set(head.files.map(({ path }) => path))
  const earlier = { paths: [...before.keys()], read: (path: string) => before.get(path) ?? '' }
  return {
    added: head.files.filter(({ path }) => !before.has(path)),
    changed: head.files.filter(({ path, text }) => before.has(path) && before.get(path) !== text),
    unchanged: head.files.filter(({ path, text }) => before.get(path) === text),
    pruned: prunedSince(earlier, head),
    held: base.files.flatMap(({ path }) => {
      const reason = rendered.has(path) ? undefined : reasonOf(path)
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

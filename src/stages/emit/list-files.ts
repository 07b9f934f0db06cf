import type { FileTree, ListedFileTree } from '../../model/file-tree.ts'
import { filesOf } from '../../output/file-matrix.ts'

/** A tree with an object for each of its files. */
export function listFiles(tree: FileTree): ListedFileTree {
  return { ...tree, files: [...filesOf(tree.files)] }
}

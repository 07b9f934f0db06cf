import { basename, dirname, join, relative } from 'node:path'
import { AbsentSubmodule } from '../git/absent-submodule.ts'
import { readObjects, sizesOf, type Git } from '../git/git.ts'
import { GitError } from '../git/git-error.ts'
import { parseTree, type Tree, type TreeEntry } from '../git/git-tree.ts'
import { createSystemError } from '../system-error.ts'

/** The directories of a commit. */
export interface CommitTrees {
  /** The entries of a directory, by its path in the work tree, which goes through no link; ENOENT and ENOTDIR as a system. */
  at(directory: string): Tree
}

/**
 * The directories of a commit as if they were in the work tree. With the first that is asked for, those below it are
 * read too, level by level, where `isEager` is true: Git is asked once for each level instead of for each directory.
 */
export function createCommitTrees(
  git: Git,
  commit: string,
  workTree: string,
  isEager: (directory: string) => boolean,
): CommitTrees {
  const known = new Map<string, Tree>()
  const load = (directories: ReadonlyMap<string, string>): void => {
    const ids = [...new Set(directories.values())]
    const contents = readObjects(git, ids)
    const trees = new Map(
      ids.map((id, index) => [id, parseTree(contents[index] ?? Buffer.alloc(0), commit.length / 2)]),
    )
    const below = new Map<string, string>()
    for (const [directory, id] of directories) {
      const tree = trees.get(id) ?? new Map<string, never>()
      known.set(directory, tree)
      for (const [name, entry] of tree) {
        const path = join(directory, name)
        // The commit of a submodule may be missing, which concerns only who asks for its files.
        if (entry.kind === 'directory' && !entry.isSubmodule && isEager(path)) below.set(path, entry.id)
      }
    }
    if (below.size > 0) load(below)
  }
  const at = (directory: string): Tree => {
    const loaded = known.get(directory)
    if (loaded !== undefined) return loaded
    const entry = directory === workTree ? undefined : entryOf(directory)
    const id =
      entry === undefined ? `${commit}^{tree}` : entry.isSubmodule ? treeOf(directory, entry.id) : entry.id
    load(new Map([[directory, id]]))
    return at(directory)
  }
  /** The tree of a submodule's commit; whether the clone has it is asked by itself, to name the submodule. */
  const treeOf = (directory: string, id: string): string => {
    try {
      sizesOf(git, [`${id}^{tree}`])
      return `${id}^{tree}`
    } catch (error) {
      if (error instanceof GitError) throw new AbsentSubmodule(relative(workTree, directory), id)
      throw error
    }
  }
  const entryOf = (directory: string): TreeEntry => {
    const entry = at(dirname(directory)).get(basename(directory))
    if (entry?.kind === 'directory') return entry
    throw createSystemError(entry === undefined ? 'ENOENT' : 'ENOTDIR', directory)
  }
  return { at }
}

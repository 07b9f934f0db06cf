import type { ChangeSet } from '../../model/change-set.ts'
import type { FileTree, Files } from '../../model/file-tree.ts'
import { compareMatrices } from '../../output/compare-matrices.ts'
import { createTextLookup } from '../../output/file-matrix.ts'
import { isSystemError } from '../system-error.ts'
import type { KnownOutput, Output } from './output.ts'

/**
 * The change set where the tree differs from what the output is known to hold by texts alone, as after most edits: only the
 * files that change are read, and have to hold what is known. Undefined where anything else differs, or one of them holds
 * something else; all of the output has to be compared then.
 */
export function compareWithKnown(
  output: Output,
  tree: FileTree,
  { directory, tree: before, changes: { held, foreign } }: KnownOutput,
): ChangeSet | undefined {
  if (directory !== output.directory || held.length > 0 || describePart(before) !== describePart(tree))
    return undefined
  const { added, gone, changed, unchanged } = compareMatrices(before.files, tree.files)
  if (added.length + gone.length > 0 || !holdAll(output, changed, createTextLookup(before.files)))
    return undefined
  return { added, changed, unchanged, pruned: [], held, foreign, republished: [], emptied: [] }
}

/** What of the output a tree is about, and what it leaves there. */
function describePart({ held, scope, shared }: FileTree): string {
  return JSON.stringify([held, scope, shared])
}

function holdAll(
  { host, directory, encode }: Output,
  files: Files,
  textOf: (path: string) => string | undefined,
): boolean {
  try {
    for (const { path } of files) {
      const content = encode(textOf(path) ?? '')
      const place = `${directory}/${path}`
      // One byte more than there should be shows that a file is longer.
      const scratch = Buffer.allocUnsafe(content.length + 1)
      if (host.kindOf(place) !== 'file') return false
      const length = host.readHead(place, scratch, scratch.length)
      if (length !== content.length || content.compare(scratch, 0, length) !== 0) return false
    }
    return true
  } catch (error) {
    if (isSystemError(error)) return false
    throw error
  }
}

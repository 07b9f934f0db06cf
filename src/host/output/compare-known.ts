import type { ChangeSet } from '../../model/change-set.ts'
import type { FileMatrix, FileTree, Files } from '../../model/file-tree.ts'
import { compareMatrices, type MatrixComparison } from '../../output/compare-matrices.ts'
import { createTextLookup } from '../../output/file-matrix.ts'
import { isSystemError } from '../system-error.ts'
import type { KnownOutput, Output } from './output.ts'

/**
 * The change set where the tree differs from what the output is known to hold by texts alone, as after most edits: only the
 * files that change are read, and have to hold what is known. Undefined where anything else differs, or one of them holds
 * something else; all of the output has to be compared then.
 */
export function compareWithKnown(output: Output, tree: FileTree, known: KnownOutput): ChangeSet | undefined {
  const { directory, tree: before, changes } = known
  const { held, foreign } = changes
  if (directory !== output.directory || held.length > 0 || describePart(before) !== describePart(tree))
    return undefined
  const { added, gone, changed, unchanged } = compareOnce(known, tree.files)
  if (added.length + gone.length > 0 || !holdAll(output, changed, createTextLookup(before.files)))
    return undefined
  return { added, changed, unchanged, pruned: [], held, foreign, republished: [], emptied: [] }
}

/** The last comparison with each known output: what was judged is compared again under the lock, and is the same then. */
const comparisons = new WeakMap<
  KnownOutput,
  { readonly head: FileMatrix; readonly found: MatrixComparison }
>()

function compareOnce(known: KnownOutput, head: FileMatrix): MatrixComparison {
  const last = comparisons.get(known)
  if (last?.head === head) return last.found
  const found = compareMatrices(known.tree.files, head)
  comparisons.set(known, { head, found })
  return found
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

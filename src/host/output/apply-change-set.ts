import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { type ChangeSet, hasDifference } from '../../model/change-set.ts'
import type { Files, FileTree } from '../../model/file-tree.ts'
import { haveSamePaths } from '../../output/file-matrix.ts'
import { compareText } from '../../text/compare-text.ts'
import { computeChangeSet } from './compute-change-set.ts'
import { holdOutput, wasHeld } from './hold-output.ts'
import type { Output } from './output.ts'
import type { PreviousOutput } from '../previous/previous-output.ts'
import { createProgress, type Progress, promoteChanges } from './promote-changes.ts'
import { stageClusters } from './stage-clusters.ts'
import { createStaging, type NewFile, stageFiles } from './stage-files.ts'
import { describeSystemError, isSystemError } from '../system-error.ts'

/**
 * Does what `computeChangeSet` decided for the same tree and previous output, all or nothing: new content is staged,
 * then put in place by renames, then what is pruned goes. An unchanged file isn't touched, and a run without a
 * difference creates nothing. A crash leaves every file either old or new, and the next run makes the rest.
 * The comparison is made once more under the lock, so that nothing is written that was not judged.
 * Diagnostics: `output-locked`, `output-changed-meanwhile`, `output-write-failed`, and those of `computeChangeSet`.
 */
export function applyChangeSet(
  output: Output,
  changes: ChangeSet,
  tree: FileTree,
  previous?: PreviousOutput,
): readonly Diagnostic[] {
  const progress = createProgress()
  try {
    if (!hasDifference(changes) && changes.emptied.length === 0 && !wasHeld(output)) return []
    return holdOutput(output, () => {
      const [current, found] = computeChangeSet(output, tree, previous)
      const errors = found.filter((diagnostic) => diagnostic.severity === 'error')
      if (errors.length > 0) return errors
      if (!isSame(current, changes)) return [createDiagnostic('output-changed-meanwhile', {})]
      write(output, current, tree, progress)
      return []
    })
  } catch (error) {
    if (!isSystemError(error)) throw error
    const path = error.path ?? output.directory
    return [
      createDiagnostic('output-write-failed', { path, problem: describeSystemError(error), ...progress }),
    ]
  }
}

function write(output: Output, changes: ChangeSet, tree: FileTree, progress: Progress): void {
  const { host, directory, encode } = output
  const staging = createStaging(host, directory)
  const restored = changes.held.flatMap(({ path, restore }) =>
    restore === undefined ? [] : [{ path, content: restore }],
  )
  const added = stageClusters(staging, tree.files, changes.added, {
    encode,
    isMixed: (cluster) => restored.some(({ path }) => path.startsWith(`${cluster}/`)),
  })
  stageFiles(staging, withContents(output, added))
  // Clusters were staged first, and everything that is new is put in place in the order of its path.
  staging.moves.sort((left, right) => compareText(left.to, right.to))
  stageFiles(staging, withContents(output, changes.changed))
  stageFiles(staging, restored)
  promoteChanges(output, staging.moves, changes, progress)
}

function* withContents({ encode }: Output, files: Files): Generator<NewFile> {
  for (const { path, text } of files) yield { path, content: encode(text) }
}

/** Whether two change sets do the same. */
function isSame(left: ChangeSet, right: ChangeSet): boolean {
  const others = ({ pruned, held, emptied }: ChangeSet): string =>
    JSON.stringify([pruned, held.map((file) => [file.path, file.restore !== undefined]), emptied])
  return (
    haveSamePaths(left.added, right.added) &&
    haveSamePaths(left.changed, right.changed) &&
    others(left) === others(right)
  )
}

import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { PreviousOutput } from '../../host/previous/previous-output.ts'
import type { FileTree } from '../../model/file-tree.ts'
import { inClusterDirectory } from '../../output/layout.ts'

/**
 * Reports `held-without-previous` where a tree holds anything that only an earlier output has, and there is none: what is
 * held would be missing from what is made now, and agents would delete it.
 */
export function reportHeldWithoutPrevious(
  previous: PreviousOutput | undefined,
  { held, scope }: Pick<FileTree, 'held' | 'scope'>,
): readonly Diagnostic[] {
  if (previous !== undefined) return []
  const rules = held.filter(({ clusterDirectory }) => concernsScope(clusterDirectory, scope))
  if (rules.length === 0) return []
  const reasons = [...new Set(rules.map((rule) => rule.reason))]
  return [createDiagnostic('held-without-previous', { reasons })]
}

/** Whether a rule can hold anything below the directories that are rendered. */
function concernsScope(clusterDirectory: string | undefined, scope: readonly string[]): boolean {
  return (
    clusterDirectory === undefined ||
    scope.some((each) => `${inClusterDirectory(clusterDirectory)}/`.startsWith(each))
  )
}

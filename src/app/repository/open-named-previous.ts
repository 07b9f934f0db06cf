import type { DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { openPrevious } from '../../host/previous/open-previous.ts'
import type { PreviousOutput } from '../../host/previous/previous-output.ts'
import type { Workspace } from '../workspace.ts'
import { checkBasePaths } from './check-base-paths.ts'
import type { Repository, RepositoryOptions } from './repository.ts'

/**
 * Opens what `--previous` names; undefined without it. A commit is read where the repository is, so that no link may
 * lead there: `base-path-linked`. The other diagnostics are those of `openPrevious`.
 */
export function openNamedPrevious(
  workspace: Workspace,
  repository: Pick<Repository, 'named' | 'root' | 'output' | 'config'>,
  options: RepositoryOptions,
): DiagnosticResult<PreviousOutput | undefined> {
  if (options.previous === undefined) return [undefined, []]
  const { root, output } = repository
  const place = { root, output, directory: workspace.directory }
  const [previous, opening] = openPrevious(workspace.host, options.previous, place)
  const linked = previous?.commit !== undefined ? checkBasePaths(workspace, repository, options) : []
  return [linked.length > 0 ? undefined : previous, [...opening, ...linked]]
}

import type { ReviewPlace } from '../../diagnostics/review-place.ts'
import { findGitPrefix } from '../../host/git/git-prefix.ts'
import type { Workspace } from '../workspace.ts'
import { configName } from './repository-files.ts'
import type { Repository } from './repository.ts'

/**
 * Where a forge finds the files of a repository, which may be a part of a Git repository. The whole run is its
 * configuration file or, where there is none, its first source: a review shows nothing that is in no file.
 */
export function findReviewPlace(
  { host }: Workspace,
  { root, files }: Pick<Repository, 'root' | 'files'>,
): ReviewPlace {
  const configured = host.kindOf(root) === 'directory' && host.kindOf(`${root}/${configName}`) === 'file'
  return {
    prefix: findGitPrefix(host, root),
    wholeRun: configured ? configName : (files[0]?.path ?? configName),
  }
}

import { commit, git, gitRepository } from './git-repository.ts'
import { runInDirectory } from './run-in-directory.ts'

/** A branch of a repository that was rendered, with a change on it; its directory. */
export function changedRepository(
  base: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>>,
): string {
  const directory = gitRepository(base)
  runInDirectory(directory, 'render')
  commit(directory, {})
  git(directory, 'checkout', '-q', '-b', 'change')
  commit(directory, files)
  return directory
}

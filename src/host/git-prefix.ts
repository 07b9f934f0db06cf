import { GitError } from './git-error.ts'
import type { Host } from './host.ts'
import { isSystemError } from './system-error.ts'

/**
 * The path of a directory inside its Git repository, as `teams/web/`; '' at the top, and where there is no such
 * repository or no git.
 */
export function findGitPrefix(host: Host, directory: string): string {
  try {
    return host.runGit(directory, ['rev-parse', '--show-prefix']).toString('utf8').replace(/\n$/, '')
  } catch (error) {
    if (isSystemError(error) || error instanceof GitError) return ''
    throw error
  }
}

import { GitError } from './git-error.ts'
import { isSystemError } from '../system-error.ts'

/** What Git lists; nothing where there is no Git, or no repository. */
export function askGit<T>(ask: () => readonly T[]): readonly T[] {
  try {
    return ask()
  } catch (error) {
    if (error instanceof GitError || (isSystemError(error) && error.code === 'ENOENT')) return []
    throw error
  }
}

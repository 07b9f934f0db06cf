import { describeSystemError, isSystemError } from './system-error.ts'

/** Git ran and refused; `message` is what it said. */
export class GitError extends Error {
  override readonly name = 'GitError'
}

/** In one line, why Git or the system refused; undefined for anything else that was thrown, which is a bug. */
export function describeGitFault(error: unknown): string | undefined {
  if (error instanceof GitError) return withoutCredentials(error.message.split('\n', 1)[0] ?? '')
  if (!isSystemError(error)) return undefined
  return error.code === 'ENOENT' && error.path === 'git' ? 'git is not installed' : describeSystemError(error)
}

/** The address of a remote may hold a token. */
function withoutCredentials(text: string): string {
  return text.replaceAll(/\/\/[^/@\s]+@/g, '//')
}

import { relative, sep } from 'node:path'
import { GitError } from './git-error.ts'
import type { Host, GitRepository } from '../host.ts'

/** The path of a directory in the work tree of its repository, as `teams/web/`; '' at the top. Both are free of links. */
function prefixIn({ workTree }: GitRepository, directory: string): string {
  const path = relative(workTree, directory).split(sep).join('/')
  return path === '' ? '' : `${path}/`
}

/** The path of a directory in the work tree of its repository; '' where there is no repository, too. It needs no git. */
export function findGitPrefix(host: Host, directory: string): string {
  try {
    const repository = host.findRepository(directory)
    return repository === undefined ? '' : prefixIn(repository, directory)
  } catch (error) {
    if (error instanceof GitError) return ''
    throw error
  }
}

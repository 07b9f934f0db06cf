import { isAbsolute } from 'node:path'
import { GitError } from '../git/git-error.ts'
import { digestOf, type Asked } from './question.ts'

/** A directory that is fedrender's own, and the name of an index in it. */
export interface IndexPlace {
  readonly directory: string
  readonly name: string
}

/**
 * Where the index of a repository is: in the Git repository around it, else among what programs keep for the user; never
 * among files that a commit can bring. Undefined where neither is known. `root` is absolute and free of links.
 */
export function findIndexPlace({ host, environment }: Asked, root: string): IndexPlace | undefined {
  const above = findGitDirectory({ host, environment }, root) ?? findCache(environment)
  if (above === undefined) return undefined
  return { directory: `${above}/fedrender`, name: `index-${digestOf(Buffer.from(root)).slice(0, 32)}` }
}

function findGitDirectory({ host }: Asked, root: string): string | undefined {
  try {
    return host.findRepository(root)?.gitDirectory
  } catch (error) {
    if (error instanceof GitError) return undefined
    throw error
  }
}

/** XDG Base Directory Specification: a relative path in `XDG_CACHE_HOME` is no path. */
function findCache(environment: Asked['environment']): string | undefined {
  const [named, local, home] = ['XDG_CACHE_HOME', 'LOCALAPPDATA', 'HOME'].map(environment)
  return [named, local, home && `${home}/.cache`].find((path) => path !== undefined && isAbsolute(path))
}

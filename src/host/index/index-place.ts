import { contains } from '../contains.ts'
import { GitError } from '../git/git-error.ts'
import { findUserCache, isReachedSafely } from '../user-cache.ts'
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
  const above = findGitDirectory(host, root) ?? findCacheOutside(environment, root)
  if (above === undefined) return undefined
  return { directory: `${above}/fedrender`, name: `index-${digestOf(Buffer.from(root)).slice(0, 32)}` }
}

function findGitDirectory(host: Asked['host'], root: string): string | undefined {
  try {
    return host.findRepository(root)?.gitDirectory
  } catch (error) {
    if (error instanceof GitError) return undefined
    throw error
  }
}

function findCacheOutside(environment: Asked['environment'], root: string): string | undefined {
  const cache = findUserCache(environment)
  const user = process.geteuid?.()
  if (cache === undefined || contains(root, cache)) return undefined
  return user === undefined || isReachedSafely(`${cache}/fedrender`, user) ? cache : undefined
}

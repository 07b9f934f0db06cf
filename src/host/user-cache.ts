import { lstatSync, type Stats } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'

/** The value of a variable of the environment; undefined where it is not set. */
type Environment = (name: string) => string | undefined

/** What pipelines set: GitHub and GitLab and most others, Azure Pipelines, Jenkins, TeamCity. */
const pipelineVariables = ['CI', 'TF_BUILD', 'JENKINS_URL', 'TEAMCITY_VERSION']

/** Whether a run is one of a pipeline, which restores directories that other runs left. */
export function isPipeline(environment: Environment): boolean {
  return pipelineVariables.some(environment)
}

/** The bits of a mode by which others than the owner may write, and the sticky one. */
const [writable, sticky] = [0o022, 0o1000]

/** Where programs keep for the user what they can make again. XDG Base Directory Specification: a relative path in `XDG_CACHE_HOME` is no path. */
export function findUserCache(environment: Environment): string | undefined {
  const [named, home] = ['XDG_CACHE_HOME', 'HOME'].map(environment)
  return [named, home && join(home, '.cache')].find((path) => path !== undefined && isAbsolute(path))
}

/**
 * Whether nobody but the user and the system can put anything else at a path: each directory of it, as far as there is one,
 * is theirs, is no link, and lets others write only where each can rename but his own, as /tmp does. None is the top of a
 * repository.
 */
export function isReachedSafely(path: string, user: number): boolean {
  const above = dirname(path)
  if (above !== path && !isReachedSafely(above, user)) return false
  const found = lookAt(path)
  if (found === undefined) return true
  const isTheirs = found.uid === user || found.uid === 0
  const isClosed = (found.mode & writable) === 0 || (found.uid === 0 && (found.mode & sticky) !== 0)
  return found.isDirectory() && isTheirs && isClosed && lookAt(join(path, '.git')) === undefined
}

function lookAt(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false })
}

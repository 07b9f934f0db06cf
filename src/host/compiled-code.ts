import { lstatSync, mkdirSync, type Stats } from 'node:fs'
import { dirname, isAbsolute, join, sep } from 'node:path'
import { isSystemError } from './system-error.ts'

/** The process that asks for a directory. */
export interface Asking {
  readonly environment: (name: string) => string | undefined
  /** Its working directory, absolute and free of links. */
  readonly directory: string
  /** The id of its user; undefined on Windows, which has other rights than `mode` says. */
  readonly user: number | undefined
}

/** What pipelines set: GitHub and GitLab and most others, Azure Pipelines, Jenkins, TeamCity. */
const pipelineVariables = ['CI', 'TF_BUILD', 'JENKINS_URL', 'TEAMCITY_VERSION']

/** The bits of a mode by which others than the owner may read or write, those by which they may write, and the sticky one. */
const [shared, writable, sticky] = [0o077, 0o022, 0o1000]

/**
 * The directory in which Node.js keeps the compiled code of this program for the user's next run, made where it is missing.
 * Who can write there decides what runs. So it is a directory below the user's cache that the user alone can enter, to
 * which no link leads, in the place of which nobody else can put another, and which is no part of a repository. Undefined
 * where none can be had, and in pipelines, which restore directories that other runs left.
 */
export function findCompiledCode({ environment, directory: working, user }: Asking): string | undefined {
  const cache = findCache(environment)
  if (user === undefined || cache === undefined || pipelineVariables.some(environment)) return undefined
  const directory = join(cache, 'fedrender', 'compiled')
  if (directory.startsWith(working.endsWith(sep) ? working : working + sep)) return undefined
  try {
    return isReachedSafely(directory, user) && isMadeFor(user, directory) ? directory : undefined
  } catch (error) {
    if (isSystemError(error)) return undefined
    throw error
  }
}

/** XDG Base Directory Specification: a relative path in `XDG_CACHE_HOME` is no path. */
function findCache(environment: Asking['environment']): string | undefined {
  const [named, home] = ['XDG_CACHE_HOME', 'HOME'].map(environment)
  return [named, home && join(home, '.cache')].find((path) => path !== undefined && isAbsolute(path))
}

/** Makes a directory that is missing; whether it is one that the user alone can enter, and is still reached safely. */
function isMadeFor(user: number, directory: string): boolean {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const { uid, mode } = lstatSync(directory)
  return uid === user && (mode & shared) === 0 && isReachedSafely(directory, user)
}

/**
 * Whether nobody but the user and the system can put anything else at a path: each directory of it, as far as there is one,
 * is theirs, is no link, and lets others write only where each can rename but his own, as /tmp does. None is the top of a
 * repository.
 */
function isReachedSafely(path: string, user: number): boolean {
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

import { lstatSync, mkdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { isSystemError } from '../system-error.ts'
import { findUserCache, isPipeline, isReachedSafely } from '../user-cache.ts'

/** The process that asks for a directory. */
export interface Asking {
  readonly environment: (name: string) => string | undefined
  /** Its working directory, absolute and free of links. */
  readonly directory: string
  /** The id of its user; undefined on Windows, which has other rights than `mode` says. */
  readonly user: number | undefined
}

/** The bits of a mode by which others than the owner may read or write. */
const shared = 0o077

/**
 * The directory in which the compiled code of this program is kept for the user's next run, made where it is missing.
 * Who can write there decides what runs. So it is a directory below the user's cache that the user alone can enter, to
 * which no link leads, in the place of which nobody else can put another, and which is no part of a repository. Undefined
 * where none can be had, where the user wants none (Node.js: NODE_DISABLE_COMPILE_CACHE), and in pipelines, which restore directories
 * that other runs left.
 */
export function findCompiledCode({ environment, directory: working, user }: Asking): string | undefined {
  const cache = findUserCache(environment)
  const isUnwanted = isPipeline(environment) || environment('NODE_DISABLE_COMPILE_CACHE') !== undefined
  if (user === undefined || cache === undefined || isUnwanted) return undefined
  const directory = join(cache, 'fedrender', 'compiled')
  if (directory.startsWith(working.endsWith(sep) ? working : working + sep)) return undefined
  try {
    return isReachedSafely(directory, user) && isMadeFor(user, directory) ? directory : undefined
  } catch (error) {
    if (isSystemError(error)) return undefined
    throw error
  }
}

/** Makes a directory that is missing; whether it is one that the user alone can enter, and is still reached safely. */
function isMadeFor(user: number, directory: string): boolean {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const { uid, mode } = lstatSync(directory)
  return uid === user && (mode & shared) === 0 && isReachedSafely(directory, user)
}

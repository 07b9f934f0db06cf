import { lstatSync } from 'node:fs'

let working = { directory: '', prefix: '', isReached: false }

/**
 * The shortest path of a directory: of one below the working directory the relative path, so that the system walks through
 * fewer names for each file. It is the path as it is given, where that leads elsewhere by now: another directory may have been
 * mounted over the working directory.
 */
export function shortPath(path: string): string {
  const directory = process.cwd()
  if (directory !== working.directory) {
    working = { directory, prefix: `${directory}/`, isReached: isSameEntry('.', directory) }
  }
  const { prefix, isReached } = working
  return isReached && path.length > prefix.length && path.startsWith(prefix)
    ? path.slice(prefix.length)
    : path
}

function isSameEntry(...paths: readonly [string, string]): boolean {
  const [one, other] = paths.map((path) => lstatSync(path, { bigint: true, throwIfNoEntry: false }))
  return one !== undefined && one.ino === other?.ino && one.dev === other.dev
}

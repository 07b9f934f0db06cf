import type { ForeignFile } from '../model/foreign-file.ts'
import { GitError } from './git-error.ts'
import { gitIn } from './git.ts'
import type { Output } from './output.ts'
import { isSystemError } from './system-error.ts'

/**
 * Which of some empty directories of the output are submodules to Git: these are empty until somebody checks them out, as
 * agents do. Git is asked only where there is such a directory. None where the output is in no repository.
 */
export function findSubmodules(
  { host, directory }: Output,
  vacant: readonly string[],
): readonly ForeignFile[] {
  if (vacant.length === 0) return []
  try {
    const listing = gitIn(host, directory)(['ls-files', '-z', '--stage', '--', '.'])
    const tracked = new Set(listing.toString('utf8').split('\0').flatMap(submoduleIn))
    return vacant.filter((path) => tracked.has(path)).map((path) => ({ path, kind: 'submodule' }))
  } catch (error) {
    if (error instanceof GitError || (isSystemError(error) && error.code === 'ENOENT')) return []
    throw error
  }
}

/** The path of a line `160000 <id> <stage>\t<path>` (git-ls-files). */
function submoduleIn(line: string): readonly string[] {
  return line.startsWith('160000 ') ? [line.slice(line.indexOf('\t') + 1)] : []
}

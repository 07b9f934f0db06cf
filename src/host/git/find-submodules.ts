import type { ForeignFile } from '../../model/foreign-file.ts'
import { askGit } from './ask-git.ts'
import { gitIn } from './git.ts'
import type { Host } from '../host.ts'

/** A submodule below a directory, at the commit that the index has. */
export interface Submodule extends ForeignFile {
  readonly kind: 'submodule'
  readonly commit: string
}

/**
 * Which of some empty directories below a directory are submodules to Git: these are empty until somebody checks them out, as
 * agents do. Git is asked only where there is such a directory. None where it is in no repository.
 */
export function findSubmodules(
  { host, directory }: { readonly host: Host; readonly directory: string },
  vacant: readonly string[],
): readonly Submodule[] {
  if (vacant.length === 0) return []
  const empty = new Set(vacant)
  return askGit(() => {
    const listing = gitIn(host, directory)(['ls-files', '-z', '--stage', '--', '.'])
    return listing.toString('utf8').split('\0').flatMap(submoduleIn)
  }).filter(({ path }) => empty.has(path))
}

/** Reads a line `160000 <id> <stage>\t<path>` (git-ls-files). */
function submoduleIn(line: string): readonly Submodule[] {
  const [, commit, path] = /^160000 ([0-9a-f]+) \d\t(.*)$/s.exec(line) ?? []
  return commit === undefined || path === undefined ? [] : [{ path, kind: 'submodule', commit }]
}

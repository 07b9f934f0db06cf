import { askGit } from './ask-git.ts'
import { gitIn } from './git.ts'
import type { Output } from './output.ts'
import { workDirectory } from './work-directory.ts'

/**
 * The sorted paths, relative to the output directory, of what Git tracks of the directory that a run works in. Nobody
 * commits that by accident, since it ignores itself: a lock that is committed would block every run. Git is asked only
 * where there is such a directory, as while another run is at work. None where the output is in no repository.
 */
export function trackedWork({ host, directory }: Pick<Output, 'host' | 'directory'>): readonly string[] {
  if (host.kindOf(`${directory}/${workDirectory}`) === 'absent') return []
  return askGit(() => {
    const listing = gitIn(host, directory)(['--literal-pathspecs', 'ls-files', '-z', '--', workDirectory])
    return listing.toString('utf8').split('\0').filter(Boolean).sort()
  })
}

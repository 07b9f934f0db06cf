import { askGit } from '../git/ask-git.ts'
import { gitIn } from '../git/git.ts'
import { blobId } from '../commit/commit-files.ts'
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

/**
 * Whether a file of that directory is exactly as Git has it in the index. The lock of a run that is at work is not, even
 * where one was committed before: each lock has a token of its own.
 */
export function isCommittedWork(
  { host, directory }: Pick<Output, 'host' | 'directory'>,
  name: string,
): boolean {
  const path = `${workDirectory}/${name}`
  const [id] = askGit(() => {
    const words = ['--literal-pathspecs', 'ls-files', '-z', '--stage', '--', path]
    const [, found] = /^\d+ ([0-9a-f]+) /.exec(gitIn(host, directory)(words).toString('utf8')) ?? []
    return found === undefined ? [] : [found]
  })
  if (id === undefined || host.kindOf(`${directory}/${path}`) !== 'file') return id !== undefined
  const content = host.readFile(`${directory}/${path}`, Number.POSITIVE_INFINITY)
  return content !== undefined && blobId(content, id.length) === id
}

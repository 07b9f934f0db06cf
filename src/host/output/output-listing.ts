import type { ForeignKind } from '../../model/foreign-file.ts'
import { blobId } from '../commit/commit-files.ts'
import { findSubmodules } from '../git/find-submodules.ts'
import type { Git } from '../git/git.ts'
import type { Host } from '../host.ts'
import { trackedWork } from './tracked-work.ts'
import { workDirectory } from './work-directory.ts'

/** Everything that an output directory holds, rendered or not, without the contents of files. */
export interface OutputListing {
  /** By path, relative to the output directory. */
  readonly entries: ReadonlyMap<string, ForeignKind>
  /**
   * The id that Git gives the content of an entry: two entries of one kind are equal if their ids are.
   *
   * @param length of ids in the repository that is compared with: 40 digits, or 64
   */
  readonly idOf: (path: string, length: number) => string
}

/** The listing of a directory that is not there. */
export const emptyListing: OutputListing = { entries: new Map(), idOf: () => '' }

/** Lists a directory of a commit; `prefix` is its path from the top, ending in `/`, or `''`. Throws a `GitError`. */
export function listCommit(git: Git, commit: string, prefix: string): OutputListing {
  const only = prefix === '' ? [] : ['--', prefix]
  const listing = git(['--literal-pathspecs', 'ls-tree', '-r', '-z', '--full-tree', commit, ...only])
  const entries = new Map<string, ForeignKind>()
  const ids = new Map<string, string>()
  for (const line of listing.toString('utf8').split('\0')) {
    const [, mode = '', id = '', path] = /^(\d+) [a-z]+ ([0-9a-f]+)\t(.*)$/s.exec(line) ?? []
    if (path === undefined) continue
    entries.set(path.slice(prefix.length), kindOfMode(mode))
    ids.set(path.slice(prefix.length), id)
  }
  return { entries, idOf: (path) => ids.get(path) ?? '' }
}

function kindOfMode(mode: string): ForeignKind {
  if (mode === '160000') return 'submodule'
  return mode === '120000' ? 'link' : 'file'
}

/**
 * Lists a directory on disk, through no link. What a run works in is left out, but for what Git tracks of it; so is what
 * is Git's at the top. Throws a `SystemError`.
 */
export function listDirectory(host: Host, directory: string): OutputListing {
  const entries = new Map<string, ForeignKind>()
  const vacant: string[] = []
  const visit = (parent: string): void => {
    const listed = host.readDirectory(`${directory}/${parent}`)
    if (listed.length === 0 && parent !== '') vacant.push(parent.slice(0, -1))
    for (const entry of listed) {
      const path = `${parent}${entry.name}`
      if (path === '.git' || path === workDirectory) continue
      if (entry.name === '.git') entries.set(parent.slice(0, -1), 'submodule')
      else if (entry.isDirectory()) visit(`${path}/`)
      else if (entry.isSymbolicLink()) entries.set(path, 'link')
      else entries.set(path, entry.isFile() ? 'file' : 'special')
    }
  }
  visit('')
  for (const path of trackedWork({ host, directory })) entries.set(path, 'file')
  const submodules = findSubmodules({ host, directory }, vacant)
  for (const { path } of submodules) entries.set(path, 'submodule')
  const ids = new Map(submodules.map(({ path, commit }) => [path, commit]))
  return {
    entries,
    idOf: (path, length) =>
      idOnDisk(host, `${directory}/${path}`, entries.get(path), length) ?? ids.get(path) ?? '',
  }
}

function idOnDisk(
  host: Host,
  path: string,
  kind: ForeignKind | undefined,
  length: number,
): string | undefined {
  if (kind === 'link') return blobId(Buffer.from(host.readLink(path)), length)
  if (kind !== 'file') return undefined
  return blobId(host.readFile(path, Number.POSITIVE_INFINITY) ?? Buffer.alloc(0), length)
}

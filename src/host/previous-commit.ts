import { posix, relative, sep } from 'node:path'
import { invariant } from '../diagnostics/invariant.ts'
import { findGitPrefix } from './git-prefix.ts'
import { findCommit, gitIn, readObjects, type Git } from './git.ts'
import type { Host } from './host.ts'
import { isOwned } from './owned-content.ts'
import type { PreviousOutput } from './previous-output.ts'
import { requireOwnHistory } from './own-history.ts'

/**
 * The rendered files of a commit; undefined where the clone holds no such commit. Files of equal content are one blob
 * in Git, so that only as much is read as there are distinct files. Throws a `GitError` or a `SystemError`.
 */
export function previousFromCommit(
  host: Host,
  reference: string,
  { root, output }: { readonly root: string; readonly output: string },
): PreviousOutput | undefined {
  requireOwnHistory(host, root, reference)
  const git = gitIn(host, root)
  const commit = findCommit(git, reference)
  if (commit === undefined) return undefined
  const place = posix.normalize(`${findGitPrefix(host, root)}${relative(root, output).split(sep).join('/')}`)
  const below = place.startsWith('..') ? new Map<string, string>() : listBlobs(git, commit, `${place}/`)
  const blobs = below.size > 0 ? below : listBlobs(git, commit, '')
  // At the top of a commit stand the sources.
  return openBlobs(git, blobs, blobs === below)
}

/** The rendered files of a commit that holds nothing else, as a branch that is published to does. */
export function previousAtTop(git: Git, commit: string): PreviousOutput {
  return openBlobs(git, listBlobs(git, commit, ''), true)
}

function openBlobs(git: Git, blobs: ReadonlyMap<string, string>, reportForeign: boolean): PreviousOutput {
  const contents = readBlobs(git, [...new Set(blobs.values())])
  const contentOf = new Map([...blobs].map(([path, blob]) => [path, contents.get(blob)]))
  const isOurs = (path: string): boolean => {
    const content = contentOf.get(path)
    return content !== undefined && isOwned(content, content.length)
  }
  const paths = [...blobs.keys()].sort()
  return {
    paths: paths.filter(isOurs),
    foreign: reportForeign ? paths.filter((path) => !isOurs(path)) : [],
    read: (path) => {
      const content = contentOf.get(path)
      invariant(content !== undefined, `not in the previous output: ${path}`)
      return content
    },
  }
}

/** The YAML files below a prefix of a commit, by their path below it; rendered files are YAML, all that can be pruned. */
function listBlobs(git: Git, commit: string, prefix: string): ReadonlyMap<string, string> {
  const listing = git([
    'ls-tree',
    '-r',
    '-z',
    '--full-tree',
    commit,
    ...(prefix === '' ? [] : ['--', prefix]),
  ])
  const blobs = new Map<string, string>()
  for (const line of listing.toString('utf8').split('\0')) {
    const [, blob, path] = /^100\d{3} blob ([0-9a-f]+)\t(.*\.yaml)$/s.exec(line) ?? []
    if (blob !== undefined && path !== undefined) blobs.set(path.slice(prefix.length), blob)
  }
  return blobs
}

function readBlobs(git: Git, blobs: readonly string[]): ReadonlyMap<string, Buffer> {
  const contents = readObjects(git, blobs)
  return new Map(blobs.map((blob, index) => [blob, contents[index] ?? Buffer.alloc(0)]))
}

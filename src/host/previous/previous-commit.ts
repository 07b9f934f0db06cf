import { posix, relative, sep } from 'node:path'
import { invariant } from '../../text/invariant.ts'
import { findGitPrefix } from '../git/git-prefix.ts'
import { findCommit, gitIn, readObjects, type Git } from '../git/git.ts'
import type { Host } from '../host.ts'
import { emptyListing, listCommit, type OutputListing } from '../output/output-listing.ts'
import { isOwned } from '../../output/owned-content.ts'
import type { PreviousOutput } from './previous-output.ts'
import { requireOwnHistory } from '../git/own-history.ts'

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
  const below = place.startsWith('..') ? emptyListing : listCommit(git, commit, `${place}/`)
  if (renderable(below).length > 0) return { ...openListing(git, below), commit }
  // The top of a commit holds the sources, which are nobody's output.
  return { ...openListing(git, listCommit(git, commit, '')), listing: emptyListing, commit }
}

/** The rendered files of a commit that holds nothing else, as a branch that is published to does. */
export function previousAtTop(git: Git, commit: string): PreviousOutput {
  return openListing(git, listCommit(git, commit, ''))
}

/** The files that may be rendered ones: these are YAML, all that can be pruned. */
function renderable({ entries }: OutputListing): readonly string[] {
  return [...entries]
    .filter(([path, kind]) => kind === 'file' && path.endsWith('.yaml'))
    .map(([path]) => path)
}

/** Of the files of a listing, those that are fedrender's. */
function openListing(git: Git, listing: OutputListing): PreviousOutput {
  const candidates = renderable(listing)
  const idOf = (path: string): string => listing.idOf(path, 0)
  const contents = readBlobs(git, [...new Set(candidates.map(idOf))])
  const contentOf = (path: string): Buffer | undefined => contents.get(idOf(path))
  const isOurs = (path: string): boolean => {
    const content = contentOf(path)
    return content !== undefined && isOwned(content, content.length)
  }
  return {
    paths: candidates.filter(isOurs).sort(),
    listing,
    read: (path) => {
      const content = contentOf(path)
      invariant(content !== undefined, `not in the previous output: ${path}`)
      return content
    },
  }
}

function readBlobs(git: Git, blobs: readonly string[]): ReadonlyMap<string, Buffer> {
  const contents = readObjects(git, blobs)
  return new Map(blobs.map((blob, index) => [blob, contents[index] ?? Buffer.alloc(0)]))
}

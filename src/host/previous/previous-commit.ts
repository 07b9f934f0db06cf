import { posix, relative, sep } from 'node:path'
import { isOwned } from '../../output/owned-content.ts'
import { invariant } from '../../text/invariant.ts'
import { findGitPrefix } from '../git/git-prefix.ts'
import { findCommit, gitIn, readObjects, type Git } from '../git/git.ts'
import { requireOwnHistory } from '../git/own-history.ts'
import type { Host } from '../host.ts'
import { emptyListing, listCommit, type OutputListing } from '../output/output-listing.ts'
import type { PreviousOutput } from './previous-output.ts'

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
  const below = listOutput(host, git, commit, { root, output })
  if (renderable(below).length > 0) return { ...openListing(git, below), commit }
  // The top of a commit holds the sources, which are nobody's output.
  return { ...openListing(git, listCommit(git, commit, '')), listing: emptyListing, commit }
}

/**
 * The rendered files that a commit holds in the output directory's place, and nowhere else, of those that are wanted: no
 * other is read. Undefined where there are none. Throws a `GitError` or a `SystemError`.
 */
export function committedOutput(
  host: Host,
  commit: string,
  place: { readonly root: string; readonly output: string },
  isWanted?: (path: string) => boolean,
): PreviousOutput | undefined {
  const git = gitIn(host, place.root)
  const opened = openListing(git, listOutput(host, git, commit, place), isWanted)
  return opened.paths.length === 0 ? undefined : { ...opened, commit }
}

/**
 * Whether a commit holds an output in the output directory's place, be it one without any object: YAML, or the
 * `.gitattributes` that every output has. Throws a `GitError` or a `SystemError`.
 */
export function hasCommittedOutput(
  host: Host,
  commit: string,
  place: { readonly root: string; readonly output: string },
): boolean {
  const listing = listOutput(host, gitIn(host, place.root), commit, place)
  return listing.entries.has('.gitattributes') || renderable(listing).length > 0
}

/** What a commit has in the output directory's place; nothing where that is outside of the Git repository. */
function listOutput(
  host: Host,
  git: Git,
  commit: string,
  { root, output }: { readonly root: string; readonly output: string },
): OutputListing {
  const place = posix.normalize(`${findGitPrefix(host, root)}${relative(root, output).split(sep).join('/')}`)
  return place.startsWith('..') ? emptyListing : listCommit(git, commit, `${place}/`)
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
function openListing(
  git: Git,
  listing: OutputListing,
  isWanted: (path: string) => boolean = () => true,
): PreviousOutput {
  const candidates = renderable(listing).filter(isWanted)
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

import { posix, relative, sep } from 'node:path'
import { invariant } from '../diagnostics/invariant.ts'
import { GitError } from './git-error.ts'
import type { Host } from './host.ts'
import { isOwned } from './owned-content.ts'
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
  const git: Git = (commandArguments, input) => host.runGit(root, commandArguments, input)
  const commit = findCommit(git, reference)
  if (commit === undefined) return undefined
  const prefix = git(['rev-parse', '--show-prefix']).toString('utf8').trimEnd()
  const place = posix.normalize(`${prefix}${relative(root, output).split(sep).join('/')}`)
  const below = place.startsWith('..') ? new Map<string, string>() : listBlobs(git, commit, `${place}/`)
  const blobs = below.size > 0 ? below : listBlobs(git, commit, '')
  const contents = readBlobs(git, new Set(blobs.values()))
  const owned = [...blobs].filter(([, blob]) => {
    const content = contents.get(blob)
    return content !== undefined && isOwned(content, content.length)
  })
  const contentOf = new Map(owned.map(([path, blob]) => [path, contents.get(blob)]))
  return {
    paths: [...contentOf.keys()].sort(),
    read: (path) => {
      const content = contentOf.get(path)
      invariant(content !== undefined, `not in the previous output: ${path}`)
      return content
    },
  }
}

type Git = (commandArguments: readonly string[], input?: string) => Buffer

/** A name that starts with a hyphen would be an option, and is no name of a commit. */
function findCommit(git: Git, reference: string): string | undefined {
  if (reference.startsWith('-')) return undefined
  try {
    return git(['rev-parse', '--quiet', '--verify', `${reference}^{commit}`])
      .toString('utf8')
      .trim()
  } catch (error) {
    if (error instanceof GitError && error.message === '') return undefined
    throw error
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

/** Reads blobs with one `git cat-file`, whose answer is `<id> blob <size>`, a line feed, the content, a line feed, for each. */
function readBlobs(git: Git, blobs: ReadonlySet<string>): ReadonlyMap<string, Buffer> {
  const contents = new Map<string, Buffer>()
  if (blobs.size === 0) return contents
  const answer = git(['cat-file', '--batch'], `${[...blobs].join('\n')}\n`)
  let offset = 0
  while (offset < answer.length) {
    const end = answer.indexOf('\n', offset)
    const header = answer.toString('latin1', offset, end)
    const [blob = '', type, size] = header.split(' ')
    if (type !== 'blob' || size === undefined) throw new GitError(`the object ${header}`)
    const start = end + 1
    contents.set(blob, answer.subarray(start, start + Number(size)))
    offset = start + Number(size) + 1
  }
  return contents
}

import { GitError, missingObject } from './git-error.ts'
import type { Host } from '../host.ts'
import { submoduleObjects } from './submodule-objects.ts'

/** Runs `git` in one directory; throws as `Host.runGit` does. */
export type Git = (commandArguments: readonly string[], input?: string | Buffer) => Buffer

/** Git in a directory of the host, `mayBeBare` where the user named it as a Git repository. */
export function gitIn(host: Host, directory: string, mayBeBare = false): Git {
  return (commandArguments, input) => host.runGit(directory, commandArguments, { input, mayBeBare })
}

/** Git in a directory, which reads the objects of the submodules too that the repository keeps. */
export function gitWithSubmodules(host: Host, directory: string): Git {
  const common = host.findRepository(directory)?.commonDirectory
  const objects = common === undefined ? [] : submoduleObjects(host, common)
  return (commandArguments, input) => host.runGit(directory, commandArguments, { input, objects })
}

/** As `gitIn` gives it, and it may use the network: for a transfer that the command line asks for, and nothing else. */
export function networkGitIn(host: Host, directory: string, mayBeBare = false): Git {
  return (commandArguments, input) =>
    host.runGit(directory, commandArguments, { input, mayBeBare, mayFetch: true })
}

/** Whether the clone lacks a part of the history. */
export function isShallow(git: Git): boolean {
  return git(['rev-parse', '--is-shallow-repository']).toString('utf8').trim() === 'true'
}

/** The id of a commit; undefined where the clone holds none of that name. */
export function findCommit(git: Git, reference: string): string | undefined {
  const words = ['rev-parse', '--quiet', '--verify', '--end-of-options']
  return unlessSilent(() => git([...words, `${reference}^{commit}`]))
}

/** The best common ancestor of two commits; undefined where the clone holds none. */
export function findMergeBase(git: Git, left: string, right: string): string | undefined {
  return unlessSilent(() => git(['merge-base', left, right]))
}

/** The parents of a commit, by the commit itself: in a shallow clone Git denies them. */
export function parentsOf(git: Git, commit: string): readonly string[] {
  const [header = ''] = git(['cat-file', 'commit', commit]).toString('utf8').split('\n\n', 1)
  return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = '']) => parent)
}

/** Whether a commit comes before another, or is the same. */
export function isAncestor(git: Git, ancestor: string, commit: string): boolean {
  return unlessSilent(() => git(['merge-base', '--is-ancestor', ancestor, commit])) !== undefined
}

/** How many commits one has in its history that another lacks. */
export function countCommits(git: Git, ancestor: string, commit: string): number {
  return Number(
    git(['rev-list', '--count', `${ancestor}..${commit}`])
      .toString('utf8')
      .trim(),
  )
}

/** The values of a setting of the repository's and the user's configuration, the last one counting; none where it is not set. */
export function settingValues(git: Git, name: string): readonly string[] {
  const found = unlessSilent(() => git(['config', '--null', '--get-all', name]))
  return found === undefined ? [] : found.split('\0').slice(0, -1)
}

/** Git fails without a message where what was asked for is not there. */
function unlessSilent(ask: () => Buffer): string | undefined {
  try {
    return ask().toString('utf8').trim()
  } catch (error) {
    if (error instanceof GitError && error.message === '') return undefined
    throw error
  }
}

/**
 * Reads objects with one `git cat-file`, whose answer is `<id> <type> <size>`, a line feed, the content, a line feed,
 * for each, in the order of asking.
 */
export function readObjects(git: Git, names: readonly string[]): readonly Buffer[] {
  if (names.length === 0) return []
  const answer = git(['cat-file', '--batch'], `${names.join('\n')}\n`)
  const contents: Buffer[] = []
  let offset = 0
  while (offset < answer.length) {
    const end = answer.indexOf('\n', offset)
    const start = end + 1
    const size = sizeIn(answer.toString('latin1', offset, end))
    contents.push(answer.subarray(start, start + size))
    offset = start + size + 1
  }
  return contents
}

/** The sizes of objects in bytes, in the order of asking. */
export function sizesOf(git: Git, names: readonly string[]): readonly number[] {
  if (names.length === 0) return []
  const answer = git(['cat-file', '--batch-check'], `${names.join('\n')}\n`)
  return answer.toString('latin1').trimEnd().split('\n').map(sizeIn)
}

/** An object that the clone lacks has neither type nor size. */
function sizeIn(header: string): number {
  const [, , size] = header.split(' ')
  if (size === undefined) throw missingObject(header.split(' ', 1)[0] ?? '')
  return Number(size)
}

import { resolve } from 'node:path'
import { describeGitFault, GitError } from '../../host/git/git-error.ts'
import { replaceFile } from '../../host/replace-file.ts'
import { sourceSizeLimit } from '../../host/sources/sources.ts'
import { isSystemError } from '../../host/system-error.ts'
import { recordedCluster } from '../../output/layout.ts'
import { isGenerated } from '../../output/owned-content.ts'
import { isReadableRecord, mergeRecords, readRecord } from '../../output/pending-objects.ts'
import { parse } from '../../stages/parse/parse.ts'
import type { Workspace } from '../workspace.ts'

/** The files that git gives a merge driver, `%O`, `%A` and `%B`, and the path of what they are versions of, `%P`. */
export interface MergedFiles {
  readonly base: string
  readonly ours: string
  readonly theirs: string
  readonly path: string
}

/** What became of a file: it is `merged`, it has conflict markers, or only a render can make it. */
export interface MergeOutcome {
  readonly state: 'merged' | 'conflict' | 'to-render'
  /** Why git could not merge it. */
  readonly problem?: string
}

/**
 * Merges two versions of a file for git, into the file of ours. A rendered file follows from sources that are not merged yet,
 * so that no version of it is right: ours stays, without markers, until it is rendered anew. A record of what agents still
 * have keeps what either side names. What others wrote is merged as git merges texts.
 */
export function mergeFiles(workspace: Workspace, files: MergedFiles): MergeOutcome {
  const { host, directory } = workspace
  const ours = resolve(directory, files.ours)
  try {
    const contents = [ours, resolve(directory, files.theirs)].map((path) =>
      host.readFile(path, sourceSizeLimit),
    )
    const texts = contents.map((content) => content?.toString('utf8') ?? '')
    // What is no text, and what is too large to be read, git merges or refuses.
    if (!texts.every(isGenerated)) return mergeText(workspace, files)
    const [own, other] = contents
    if (own && other?.equals(own)) return { state: 'merged' }
    const merged = mergedRecord(files.path, texts)
    if (merged !== undefined) replaceFile(host, ours, Buffer.from(merged))
    return { state: 'to-render' }
  } catch (error) {
    if (!isSystemError(error)) throw error
    return conflictBy(error)
  }
}

/** What both sides of a record name; undefined for any other file, and for a record of which a side cannot be read. */
function mergedRecord(path: string, texts: readonly string[]): string | undefined {
  const directory = recordedCluster(path.split('/').slice(-3).join('/'))
  if (directory === undefined) return undefined
  const sides = texts.map((text) => parse([{ path, text }])[0].manifests[0]?.value)
  return sides.every((side) => isReadableRecord(directory, side))
    ? mergeRecords(sides.flatMap((side) => readRecord(directory, side)))
    : undefined
}

function mergeText({ host, directory }: Workspace, { base, ours, theirs }: MergedFiles): MergeOutcome {
  try {
    const labels = ['-L', 'ours', '-L', 'base', '-L', 'theirs']
    const versions = [ours, base, theirs].map((path) => resolve(directory, path))
    host.runGit(directory, ['merge-file', ...labels, ...versions])
    return { state: 'merged' }
  } catch (error) {
    // Git fails without a message where conflicts are left.
    return error instanceof GitError && error.message === '' ? { state: 'conflict' } : conflictBy(error)
  }
}

function conflictBy(error: unknown): MergeOutcome {
  const fault = describeGitFault(error)
  if (fault === undefined) throw error
  return { state: 'conflict', problem: fault.problem }
}

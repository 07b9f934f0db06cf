import type { FileStatus, KnownContents } from '../host.ts'
import { digestOf } from './question.ts'
import { isSettled } from './settled.ts'
import type { ContentDigest, TreeRecorder } from './tree-recorder.ts'
import { createFileLookup, hashOfFile, isClean, type TreeRecords } from './tree-records.ts'

/** How a run is traced. */
export interface TraceOptions {
  /** A moment before the run reads anything, by the clock of the file system. */
  readonly moment: bigint
  /** What an earlier run read. Default: nothing. */
  readonly earlier?: TreeRecords | undefined
  /** Whether files are taken for what the earlier run read in them, where their status is what it was. */
  readonly trusts: boolean
}

/** The contents that are compared in a run, and what is found out about them. */
export interface TracedContents {
  readonly holds: KnownContents['holds']
  /** Whether a content is read right now, so that what is read is not a fact of its own. */
  readonly isReading: () => boolean
  /** Files of which the earlier record was wrong although their status is what it was. */
  readonly wrong: readonly string[]
}

/** Records the files that hold what they are to hold, and reads only those that an earlier run does not vouch for. */
export function traceContents(
  statusOf: (path: string) => FileStatus | undefined,
  recorder: TreeRecorder,
  { earlier, trusts, moment }: TraceOptions,
  spoil: () => void,
): TracedContents {
  const digests = new WeakMap<Buffer, ContentDigest>()
  const fileOf = earlier && createFileLookup(earlier)
  const wrong: string[] = []
  let isReading = false
  const digestOnce = (content: Buffer): ContentDigest => {
    const known = digests.get(content)
    if (known !== undefined) return known
    const digest = { hash: digestOf(content), length: BigInt(content.length) }
    digests.set(content, digest)
    return digest
  }
  const record = (path: string, content: ContentDigest, status: FileStatus | undefined): void => {
    if (!recorder.read(path, content, status)) spoil()
  }
  /** Whether the file holds what it is to, by the earlier record; undefined where that vouches for nothing. */
  const earlierAnswer = (path: string, status: FileStatus, hash: string): boolean | undefined => {
    const file = fileOf?.(path)
    if (earlier === undefined || file === undefined || !isClean(earlier, file, status)) return undefined
    return hashOfFile(earlier, file) === hash
  }
  return {
    wrong,
    isReading: () => isReading,
    holds: (path, content, read) => {
      const digest = digestOnce(content)
      // Taken before the file is read: what changes it after that changes the status too.
      const status = statusOf(path)
      const expected = status && earlierAnswer(path, status, digest.hash)
      if (expected === true && trusts) {
        record(path, digest, status)
        return true
      }
      isReading = true
      const holds = read()
      isReading = false
      if (expected !== undefined && expected !== holds) wrong.push(path)
      if (holds) record(path, digest, status && isSettled(status, moment) ? status : undefined)
      return holds
    },
  }
}

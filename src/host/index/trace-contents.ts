import type { DirectoryEntry, FileStatus, KnownContents } from '../host.ts'
import { digestOf } from './question.ts'
import { createDirectoryLookup, type RecordedDirectory } from './recorded-directories.ts'
import { formatStatus } from './run-record.ts'
import { ifSettled } from './settled.ts'
import type { ContentDigest, TreeRecorder } from './tree-recorder.ts'
import type { TreeRecords } from './tree-records.ts'

/** How a run is traced. */
export interface TraceOptions {
  /** A moment before the run reads anything, by the clock of the file system. */
  readonly moment: bigint
  /** What an earlier run read. Default: nothing. */
  readonly earlier?: TreeRecords | undefined
  /** Whether entries are taken for what the earlier run found in them, where their status is what it was. */
  readonly trusts: boolean
}

/** What a run asks of the file system about the contents that it compares. */
export interface ContentsHost {
  readonly statusOf: (path: string) => FileStatus | undefined
  /** As `Host` has it. */
  readonly shorten: (directory: string) => string
  readonly readDirectory: (path: string) => readonly DirectoryEntry[]
}

/** The contents that are compared in a run, and what is found out about them. */
export interface TracedContents extends KnownContents {
  /** Whether a content is read right now, so that what is read is not a fact of its own. */
  readonly isReading: () => boolean
  /** Files and directories of which the earlier record was wrong although their status is what it was. */
  readonly wrong: readonly string[]
}

/** The directory that is walked through. */
interface CurrentDirectory {
  readonly path: string
  /** A shorter path of it. */
  readonly near: string
  /** What the earlier run found in it; absent where that did not list it. */
  readonly recorded?: RecordedDirectory | undefined
}

/**
 * Records the directories that are listed and the files that hold what they are to hold, and lists and reads only those that an
 * earlier run does not vouch for.
 */
export function traceContents(
  { statusOf, shorten, readDirectory }: ContentsHost,
  recorder: TreeRecorder,
  { earlier, trusts, moment }: TraceOptions,
  spoil: () => void,
): TracedContents {
  const digestOnce = createDigests()
  const directoryOf = earlier && createDirectoryLookup(earlier)
  const wrong: string[] = []
  const reading = createReading(spoil)
  let current: CurrentDirectory | undefined
  const enter = (path: string): CurrentDirectory => {
    if (current?.path !== path) current = { path, near: shorten(path), recorded: directoryOf?.(path) }
    return current
  }
  /** Whether a status that was taken is that of now: where it is not, somebody changes the entry right now. */
  const isStill = (path: string, status: FileStatus | undefined): boolean => {
    const now = statusOf(path)
    return now !== undefined && status !== undefined && formatStatus(now) === formatStatus(status)
  }
  return {
    wrong,
    isReading: reading.isReading,
    list: (path) => {
      const { near, recorded } = enter(path)
      // Taken before the directory is listed: what changes it after that changes the status too.
      const status = statusOf(near)
      const vouched = status && recorded?.isClean(status) === true ? recorded : undefined
      const entries = trusts && vouched ? vouched.entries() : readDirectory(path)
      if (!trusts && vouched?.listsSame(entries) === false && isStill(near, status)) wrong.push(path)
      if (!recorder.list(path, entries, ifSettled(status, moment))) spoil()
      return entries
    },
    holds: (path, name, content, read) => {
      const { near, recorded } = enter(path)
      const digest = digestOnce(content)
      // Taken before the file is read, as above.
      const place = `${near}/${name}`
      const status = statusOf(place)
      const hash = status && recorded?.hashOf(name, status)
      const expected = hash === undefined ? undefined : hash === digest.hash
      if (expected === true && trusts) {
        if (!recorder.read(path, name, digest, status)) spoil()
        return true
      }
      const holds = reading.read(read)
      if (expected !== undefined && expected !== holds && isStill(place, status))
        wrong.push(`${path}/${name}`)
      if (holds && !recorder.read(path, name, digest, ifSettled(status, moment))) spoil()
      return holds
    },
  }
}

interface Reading {
  readonly isReading: () => boolean
  readonly read: (action: () => boolean) => boolean
}

/** Reads contents, and knows while it does. What is refused is no fact that could be asked again: it spoils the run. */
function createReading(spoil: () => void): Reading {
  let isReading = false
  return {
    isReading: () => isReading,
    read: (action) => {
      try {
        isReading = true
        return action()
      } catch (error) {
        spoil()
        throw error
      } finally {
        isReading = false
      }
    },
  }
}

/** Gives the digest of a content, made once for each. */
function createDigests(): (content: Buffer) => ContentDigest {
  const digests = new Map<Buffer, ContentDigest>()
  return (content) => {
    const known = digests.get(content)
    if (known !== undefined) return known
    const digest = { hash: digestOf(content), length: BigInt(content.length) }
    digests.set(content, digest)
    return digest
  }
}

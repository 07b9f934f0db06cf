import type { FileStatus } from '../host.ts'
import type { OperationName } from './question.ts'
import type { TreeRecords } from './tree-records.ts'

/** One answer that a run got. */
export interface Fact {
  readonly question: readonly [OperationName, ...words: readonly string[]]
  readonly answer: string
  /** The status of a file before it was read, where it says whether the content is what it was. */
  readonly status?: FactStatus
}

/** A status in words: of equal statuses they are equal. */
export type FactStatus = string

/** All that a run found out, and what it came to. */
export interface RunRecord {
  /** The build, the command line and the working directory. */
  readonly request: string
  /** A moment before the run read anything, by the clock of the file system, in nanoseconds since 1970. */
  readonly moment: bigint
  readonly facts: readonly Fact[]
  readonly tree: TreeRecords
  /** What it printed. Default: it changed the output, and another run may print something else. */
  readonly said?: string
}

/** A status in words. */
export function formatStatus({ dev, ino, mode, size, mtimeNs, ctimeNs }: FileStatus): FactStatus {
  return [dev, ino, mode, size, mtimeNs, ctimeNs].join(' ')
}

/** A question as a person reads it. */
export function describeQuestion([operation, ...words]: Fact['question']): string {
  return [operation, ...words].join(' ')
}

import type { FileStatus } from '../host.ts'

/**
 * Whether an entry was changed last before a moment, by the clock of the file system, so that a change after it is seen
 * by the times. Git's racy rule, but by the moment before the file was read: what is changed between that and the writing
 * of the index is seen too (Git: Documentation/technical/racy-git.txt). Times in whole milliseconds may be those of a
 * file system that keeps no finer ones, of up to two seconds (FAT).
 */
export function isSettled({ mtimeNs, ctimeNs }: FileStatus, moment: bigint): boolean {
  return isBefore(mtimeNs, moment) && isBefore(ctimeNs, moment)
}

/** A status where it is settled; undefined where it says nothing later, or where there is none. */
export function ifSettled(status: FileStatus | undefined, moment: bigint): FileStatus | undefined {
  return status !== undefined && isSettled(status, moment) ? status : undefined
}

const millisecond = 1_000_000n
const coarsest = 2_000_000_000n

function isBefore(time: bigint, moment: bigint): boolean {
  return time < (time % millisecond === 0n ? moment - coarsest : moment)
}

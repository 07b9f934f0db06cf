import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  lstatSync,
  openSync,
  type Stats,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { isSystemError, succeeds } from './system-error.ts'

/** As `Host` has it. */
export function createFile(path: string, content: Uint8Array, like?: string): void {
  const status = like === undefined ? undefined : lstatSync(like)
  const descriptor = openSync(path, 'wx', status === undefined ? 0o666 : 0o600)
  try {
    writeAll(descriptor, content)
    if (status !== undefined) keepOwnerAndMode(descriptor, status)
  } catch (error) {
    // A lock without its content would look like that of a run that died.
    unlinkSync(path)
    throw error
  } finally {
    closeSync(descriptor)
  }
}

/** Writes all of a content to a descriptor, and waits where what is at its other end takes no more for now. */
export function writeAll(descriptor: number, content: Uint8Array): void {
  let written = 0
  while (written < content.length) {
    try {
      written += writeSync(descriptor, content, written, content.length - written)
    } catch (error) {
      // Standard output may be a pipe that does not wait for its reader.
      if (!isSystemError(error) || error.code !== 'EAGAIN') throw error
      pause(1)
    }
  }
}

/** As `Host` has it. */
export function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

/** What a system or a file system answers that does not let a file have the owner or the mode. */
const refusesOwner = ['EPERM', 'EACCES', 'EINVAL', 'ENOSYS', 'ENOTSUP']

function keepOwnerAndMode(descriptor: number, { uid, gid, mode }: Stats): void {
  const own = fstatSync(descriptor)
  const isOwned = own.uid === uid && own.gid === gid
  // The mode comes last, as a new owner clears a part of it; for another owner that part means something else.
  const isKept = isOwned || succeeds(() => fchownSync(descriptor, uid, gid), ...refusesOwner)
  succeeds(() => fchmodSync(descriptor, mode & (isKept ? 0o7777 : 0o777)), ...refusesOwner)
}

import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { hostname } from 'node:os'
import type { EntryKind, Host } from './host.ts'
import { createGitRunner } from './run-git.ts'
import { isSystemError } from './system-error.ts'

/** The host that fedrender runs on: the file system, git and the process table, by Node. */
export function createNodeHost(): Host {
  return {
    readDirectory: (path) => readdirSync(path, { withFileTypes: true }),
    kindOf,
    realPath: (path) => realpathSync.native(path),
    readLink: (path) => readlinkSync(path),
    readHead,
    readFile,
    readStandardInput: (limit) => readAll(0, limit, pause),
    createFile,
    createDirectory: (path) => {
      mkdirSync(path)
    },
    checkWritable: (directory) => accessSync(directory, constants.W_OK | constants.X_OK),
    rename: renameSync,
    removeFile: unlinkSync,
    removeDirectory: rmdirSync,
    removeTree: (path) => rmSync(path, { recursive: true, force: true }),
    ...createGitRunner({ kindOf, readFile, realPath: realpathSync.native }),
    processId: process.pid,
    hostName: hostname(),
    isRunning,
    pause,
  }
}

/** Windows has neither flag; there, a link is told by `kindOf` and `readDirectory` only. A pipe would block without the second. */
const openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

function kindOf(path: string): EntryKind {
  const status = lstatSync(path, { throwIfNoEntry: false })
  if (status === undefined) return 'absent'
  if (status.isFile()) return 'file'
  if (status.isDirectory()) return 'directory'
  return status.isSymbolicLink() ? 'link' : 'special'
}

function createFile(path: string, content: Uint8Array): void {
  const descriptor = openSync(path, 'wx')
  try {
    let written = 0
    while (written < content.length) written += writeSync(descriptor, content, written)
  } catch (error) {
    // A lock without its content would look like that of a run that died.
    unlinkSync(path)
    throw error
  } finally {
    closeSync(descriptor)
  }
}

function readHead(path: string, buffer: Uint8Array, length: number): number {
  const descriptor = openSync(path, openFlags)
  try {
    // One read, not a loop: a regular file gives fewer bytes than asked only at its end.
    return readSync(descriptor, buffer, 0, length, null)
  } finally {
    closeSync(descriptor)
  }
}

function readFile(path: string, limit: number): Buffer | undefined {
  const descriptor = openSync(path, openFlags)
  try {
    const status = fstatSync(descriptor)
    if (!status.isFile()) throw Object.assign(new Error('not a regular file'), { code: 'EINVAL', path })
    if (status.size > limit) return undefined
    const content = Buffer.allocUnsafe(status.size)
    let length = 0
    while (length < content.length) {
      const count = readSync(descriptor, content, length, content.length - length, null)
      if (count === 0) break
      length += count
    }
    return content.subarray(0, length)
  } finally {
    closeSync(descriptor)
  }
}

const chunkSize = 64 * 1024

function readAll(
  descriptor: number,
  limit: number,
  wait: (milliseconds: number) => void,
): Buffer | undefined {
  const chunks: Buffer[] = []
  let length = 0
  for (;;) {
    const chunk = Buffer.allocUnsafe(chunkSize)
    const count = readChunk(descriptor, chunk)
    if (count === 0) return Buffer.concat(chunks)
    if (count === undefined) {
      wait(10)
      continue
    }
    length += count
    if (length > limit) return undefined
    chunks.push(chunk.subarray(0, count))
  }
}

/** How many bytes were read, 0 at the end, undefined where a pipe has none yet. */
function readChunk(descriptor: number, chunk: Buffer): number | undefined {
  try {
    return readSync(descriptor, chunk, 0, chunk.length, null)
  } catch (error) {
    if (isSystemError(error) && error.code === 'EAGAIN') return undefined
    // Windows gives an error at the end of a pipe.
    if (isSystemError(error) && error.code === 'EOF') return 0
    throw error
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    // EPERM: it runs, as another user.
    return isSystemError(error) && error.code !== 'ESRCH'
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

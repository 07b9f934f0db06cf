import {
  accessSync,
  type BigIntStats,
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
  type Stats,
  statSync,
  unlinkSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { createFile, pause, writeAll } from './create-file.ts'
import type { EntryKind, Host } from './host.ts'
import { createGitRunner } from './git/run-git.ts'
import { rememberApiServers } from './kubernetes/api-servers.ts'
import { shortPath } from './short-path.ts'
import { isSystemError } from './system-error.ts'
import { startWriter } from './writers/second-writer.ts'

/** The host that fedrender runs on: the file system, git and the process table, by Node. */
export function createNodeHost(): Host {
  return {
    readDirectory: (path) => readdirSync(path, { withFileTypes: true }),
    kindOf,
    statusOf,
    shorten: shortPath,
    kindBehind,
    readLink: (path) => readlinkSync(path),
    realPath: (path) => realpathSync.native(path),
    readHead,
    readFile,
    readStandardInput: (limit) => readAll(0, limit, pause),
    createFile,
    startWriter,
    writeInto,
    createDirectory: (path) => {
      mkdirSync(path)
    },
    checkWritable: (directory) => accessSync(directory, constants.W_OK | constants.X_OK),
    rename: renameSync,
    removeFile: unlinkSync,
    removeDirectory: rmdirSync,
    removeTree: (path) => rmSync(path, { recursive: true, force: true }),
    ...createGitRunner({ kindOf, readFile, realPath: realpathSync.native }),
    openApiServers: rememberApiServers(),
    processId: process.pid,
    hostName: hostname(),
    isRunning,
    pause,
  }
}

const bigStatus = { bigint: true, throwIfNoEntry: false } as const

/**
 * Windows has neither flag; there, only `kindOf` and `readDirectory` detect a link. A pipe would block without the
 * second.
 */
const openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** What cannot be looked at has no status, and the reading of it says why. */
function statusOf(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, bigStatus)
  } catch (error) {
    if (isSystemError(error)) return undefined
    throw error
  }
}

function kindOf(path: string): EntryKind {
  const status = lstatSync(path, { throwIfNoEntry: false })
  return status === undefined ? 'absent' : kindOfStatus(status)
}

function kindOfStatus(status: Stats): EntryKind {
  if (status.isFile()) return 'file'
  if (status.isDirectory()) return 'directory'
  return status.isSymbolicLink() ? 'link' : 'special'
}

function kindBehind(path: string): EntryKind {
  const status = statSync(path, { throwIfNoEntry: false })
  if (status === undefined) return 'absent'
  return streamOf(status) === undefined ? kindOfStatus(status) : 'special'
}

/** The descriptor of standard output or standard error, where that goes to a file. */
function streamOf(status: Stats): number | undefined {
  return [1, 2].find((descriptor) => {
    const { dev, ino } = fstatSync(descriptor)
    return dev === status.dev && ino === status.ino
  })
}

function writeInto(path: string, content: Uint8Array): void {
  const stream = streamOf(statSync(path))
  // Opened anew, a file would be written from its start, and a socket not at all.
  if (stream !== undefined) return writeAll(stream, content)
  const descriptor = openSync(path, constants.O_WRONLY | (constants.O_NOCTTY ?? 0))
  try {
    writeAll(descriptor, content)
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

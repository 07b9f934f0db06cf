import {
  type BigIntStats,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { randomBytes } from 'node:crypto'
import { unlessRefused } from '../system-error.ts'
import type { IndexPlace } from './index-place.ts'

/** More than the index of ten million files. */
const longestIndex = 1024n * 1024n * 1024n
/** How long a draft is left in case its run is still at work, in nanoseconds: a day. */
const draftLife = 86_400_000_000_000n

/** A new index that is not in place yet. */
export interface IndexDraft {
  /** When it was begun, by the clock of the file system, in nanoseconds since 1970. */
  readonly moment: bigint
  /** Puts a content in the place of the index in one step; it may fail without a word. */
  readonly keep: (content: Uint8Array) => void
  readonly drop: () => void
}

/** The content of an index; undefined where there is none that this user alone can have written. */
export function readIndexFile({ directory, name }: IndexPlace): Buffer | undefined {
  return unlessRefused(() => {
    if (!isOwnDirectory(directory)) return undefined
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
    const descriptor = openSync(`${directory}/${name}`, flags)
    try {
      const status = fstatSync(descriptor, { bigint: true })
      const isUsed = status.isFile() && isOwn(status) && status.nlink === 1n && status.size <= longestIndex
      return isUsed ? readFileSync(descriptor) : undefined
    } finally {
      closeSync(descriptor)
    }
  })
}

/** Begins a new index; undefined where none can be written. */
export function beginIndexFile({ directory, name }: IndexPlace): IndexDraft | undefined {
  return unlessRefused(() => {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    if (!isOwnDirectory(directory)) return undefined
    const draft = `${directory}/${name}.${randomBytes(8).toString('hex')}.tmp`
    const descriptor = openSync(draft, 'wx', 0o600)
    const { mtimeNs } = fstatSync(descriptor, { bigint: true })
    let isOpen = true
    const end = (finish: () => void): void => {
      if (!isOpen) return
      isOpen = false
      const isDone = unlessRefused(() => {
        finish()
        return true
      })
      unlessRefused(() => closeSync(descriptor))
      if (isDone !== true) unlessRefused(() => unlinkSync(draft))
    }
    return {
      moment: mtimeNs,
      keep: (content) =>
        end(() => {
          writeFileSync(descriptor, content)
          renameSync(draft, `${directory}/${name}`)
          removeOldDrafts(directory, mtimeNs)
        }),
      drop: () => end(() => unlinkSync(draft)),
    }
  })
}

/** Removes an index; what is absent is removed already. */
export function removeIndexFile({ directory, name }: IndexPlace): void {
  unlessRefused(() => unlinkSync(`${directory}/${name}`))
}

/** What runs left that were killed. */
function removeOldDrafts(directory: string, now: bigint): void {
  for (const name of readdirSync(directory)) {
    if (!name.endsWith('.tmp')) continue
    const status = lstatSync(`${directory}/${name}`, { bigint: true, throwIfNoEntry: false })
    if (status !== undefined && status.mtimeNs < now - draftLife) unlinkSync(`${directory}/${name}`)
  }
}

function isOwnDirectory(path: string): boolean {
  const status = lstatSync(path, { bigint: true })
  return status.isDirectory() && isOwn(status)
}

/** Whether nobody but this user may have written something. Windows keeps no such mode; the place is the user's there. */
function isOwn({ uid, mode }: BigIntStats): boolean {
  const user = process.geteuid?.()
  return user === undefined || (uid === BigInt(user) && (mode & 0o022n) === 0n)
}

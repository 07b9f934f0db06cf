import { randomUUID } from 'node:crypto'
import type { Host } from '../host.ts'
import { isSystemError, succeeds } from '../system-error.ts'

/** The run that holds a lock, by the content of the lock's file. */
export interface LockHolder {
  readonly processId: number
  readonly hostName: string
  /** When it took the lock, in ISO 8601. */
  readonly started: string
  readonly token: string
}

const attempts = 20
const attemptDelay = 50
const lockSizeLimit = 4096

/**
 * Takes the lock `name` in an existing directory, or gives the live run that holds it. Creation is exclusive, so one
 * of two runs gets it. The lock of a process of this host that runs no more is broken; another host's never is, as
 * nobody here can know; nor does a lock hold that came by a commit. Throws a `SystemError`.
 *
 * @param isCommitted whether the file of a lock is one that Git has so; asked only about a lock that holds. Default: none is.
 */
export function takeLock(
  host: Host,
  directory: string,
  name: string = lockName,
  isCommitted: (name: string) => boolean = () => false,
): LockHolder | undefined {
  const path = `${directory}/${name}`
  let lastHolder = unreadableHolder
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (createLock(host, path)) return undefined
    const holder = readHolder(host, path)
    if (holder === undefined) continue
    if (isAlive(host, holder) && !isCommitted(name)) return holder
    lastHolder = holder
    const breaker = breakLock(host, directory, name, holder, isCommitted)
    if (breaker !== undefined) return breaker
  }
  return lastHolder
}

/** The name of the lock's file in the work directory. */
export const lockName = 'lock'

/** Gives a lock back. */
export function releaseLock(host: Host, directory: string): void {
  host.removeFile(`${directory}/${lockName}`)
}

function createLock(host: Host, path: string): boolean {
  const holder: LockHolder = {
    processId: host.processId,
    hostName: host.hostName,
    started: new Date().toISOString(),
    token: randomUUID(),
  }
  return succeeds(() => host.createFile(path, Buffer.from(formatHolder(holder))), 'EEXIST')
}

/**
 * Removes a dead run's lock. Of several runs that find it, only the one that gets the lock named for the dead run's
 * token may, and it looks once more: otherwise the slower one would remove the lock that the faster one has just taken.
 */
function breakLock(
  host: Host,
  directory: string,
  name: string,
  dead: LockHolder,
  isCommitted: (name: string) => boolean,
): LockHolder | undefined {
  const breaking = `breaking-${dead.token}`
  const other = takeLock(host, directory, breaking, isCommitted)
  if (other !== undefined) return other
  const path = `${directory}/${name}`
  if (readHolder(host, path)?.token === dead.token) removeIfPresent(host, path)
  removeIfPresent(host, `${directory}/${breaking}`)
  return undefined
}

function removeIfPresent(host: Host, path: string): void {
  // A commit may have put a directory in the place of a lock, in which it would stay for ever.
  if (host.kindOf(path) === 'directory') host.removeTree(path)
  else succeeds(() => host.removeFile(path), 'ENOENT')
}

/** The holder of a lock whose run died between creating and writing it. */
const unreadableHolder: LockHolder = { processId: 0, hostName: '', started: '', token: 'unreadable' }

/** Reads who holds a lock, undefined where it is gone; one that is empty may be about to be written, and is given time. */
function readHolder(host: Host, path: string): LockHolder | undefined {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    try {
      const holder = parseHolder(host.readFile(path, lockSizeLimit)?.toString('utf8') ?? '')
      if (holder !== undefined) return holder
    } catch (error) {
      if (!isSystemError(error)) throw error
      return error.code === 'ENOENT' ? undefined : unreadableHolder
    }
    host.pause(attemptDelay)
  }
  return unreadableHolder
}

function formatHolder(holder: LockHolder): string {
  return `${holder.processId} ${holder.started} ${holder.token} ${holder.hostName}\n`
}

/** The file may come from a commit, so its token may not name another file. */
function parseHolder(text: string): LockHolder | undefined {
  const match = /^(\d{1,10}) ([-+0-9TZ:.]{20,30}) ([-0-9a-f]{36}) (.*)\n$/.exec(text)
  const [, processId, started, token, hostName] = match ?? []
  if (processId === undefined || started === undefined || token === undefined || hostName === undefined) {
    return undefined
  }
  return { processId: Number(processId), hostName, started, token }
}

/** Our own process id in another run's lock is that of a dead process: a container that is started again gets the same. */
function isAlive(host: Host, holder: LockHolder): boolean {
  if (holder.token === unreadableHolder.token) return false
  if (holder.hostName !== host.hostName) return true
  return holder.processId !== host.processId && host.isRunning(holder.processId)
}

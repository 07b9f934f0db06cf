import { watch, type FSWatcher } from 'node:fs'
import { basename } from 'node:path'
import type { Host } from '../host.ts'
import { isSystemError } from '../system-error.ts'

/** An editor's save, or git's of many files, is over when nothing has happened for so many milliseconds … */
const quietTime = 50
/** … or after so many: something that writes all the time must not keep the rest waiting. */
const longestBurst = 1000
/** Where the system reports nothing (a network file system, no watches left), a change is found after so many. */
const pollInterval = 5000

const neverWatched: ReadonlySet<string> = new Set(['.git', 'node_modules'])

/**
 * Yields once all directories below `root` are watched, and then each time that something in them may have changed, a
 * burst of changes once; ends by SIGINT or SIGTERM, which come only while it waits, never in the middle of a write.
 * An event of the system is only a hint: the receiver has to look, and may find nothing. `isIgnored` takes absolute
 * paths. Each directory is watched by itself, because Node's recursive watch on Linux watches every file, ignored or not.
 */
export async function* watchDirectory(
  host: Host,
  root: string,
  isIgnored: (path: string) => boolean,
): AsyncGenerator<void, void, void> {
  const watchers = new Map<string, FSWatcher>()
  const bell = createBell()
  const stopping = new AbortController()
  const stop = (): void => {
    stopping.abort()
    bell.ring()
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
  try {
    while (!stopping.signal.aborted) {
      watchAllBelow(host, root, isIgnored, watchers, bell.ring)
      yield
      if (await bell.wait(pollInterval)) await waitForQuiet(bell)
    }
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    for (const watcher of watchers.values()) watcher.close()
  }
}

async function waitForQuiet(bell: Bell): Promise<void> {
  const latest = performance.now() + longestBurst
  while ((await bell.wait(quietTime)) && performance.now() < latest);
}

/** Wakes one who waits; what rings before is not lost. */
interface Bell {
  readonly ring: () => void
  /** Waits for a ring at most so many milliseconds; gives whether there was one. */
  readonly wait: (milliseconds: number) => Promise<boolean>
}

function createBell(): Bell {
  let rung = false
  let wake: (() => void) | undefined
  return {
    ring: () => {
      rung = true
      wake?.()
    },
    wait: async (milliseconds) => {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      wake = undefined
      const answer = rung
      rung = false
      return answer
    },
  }
}

/** Watches what is new and lets go of what is there no more; a directory is watched before it is listed, so that nothing is missed. */
function watchAllBelow(
  host: Host,
  root: string,
  isIgnored: (path: string) => boolean,
  watchers: Map<string, FSWatcher>,
  ring: () => void,
): void {
  const present = new Set<string>()
  const visit = (directory: string): void => {
    present.add(directory)
    if (!watchers.has(directory)) open(directory, watchers, ring)
    for (const entry of list(host, directory)) {
      const path = `${directory}/${entry.name}`
      if (entry.isDirectory() && !neverWatched.has(entry.name) && !isIgnored(path)) visit(path)
    }
  }
  visit(root)
  for (const path of watchers.keys()) if (!present.has(path)) forget(watchers, path)
}

function list(host: Host, directory: string): ReturnType<Host['readDirectory']> {
  try {
    return host.readDirectory(directory)
  } catch (error) {
    // Whoever reads the sources reports it.
    if (isSystemError(error)) return []
    throw error
  }
}

function open(directory: string, watchers: Map<string, FSWatcher>, ring: () => void): void {
  try {
    const watcher = watch(directory, (event, name) => {
      // What was removed or replaced is watched no more, even where its successor has its name.
      if (event === 'rename' && name !== null) forget(watchers, `${directory}/${name}`)
      if (event === 'rename' && name === basename(directory)) forget(watchers, directory)
      ring()
    })
    watcher.on('error', () => {
      forget(watchers, directory)
      ring()
    })
    watchers.set(directory, watcher)
  } catch (error) {
    // Without a watch the poll finds the change.
    if (!isSystemError(error)) throw error
  }
}

function forget(watchers: Map<string, FSWatcher>, directory: string): void {
  if (!watchers.has(directory)) return
  for (const [path, watcher] of watchers) {
    if (path !== directory && !path.startsWith(`${directory}/`)) continue
    watcher.close()
    watchers.delete(path)
  }
}

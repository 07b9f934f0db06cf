import { dirname } from 'node:path'
import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Host } from '../host.ts'
import type { Output } from './output.ts'
import { type LockHolder, lockName, releaseLock, takeLock } from './output-lock.ts'
import { requireInPlace } from './require-in-place.ts'
import { isSystemError, succeeds, unlessRefused } from '../system-error.ts'
import { isCommittedWork, trackedWork } from './tracked-work.ts'
import { workDirectory } from './work-directory.ts'

const attempts = 5

/** Whether a run is at work in an output directory, or was killed there. */
export function wasHeld(output: Output): boolean {
  return output.host.kindOf(`${output.directory}/${workDirectory}`) !== 'absent'
}

/**
 * Does something while no other run may write to the output directory. Creates that directory where it lacks, clears
 * away what a killed run left or what came by a commit, and removes the work directory and an empty output directory at
 * the end. Diagnostics: `output-locked`, `output-obstructed`, and those of the action. Throws a `SystemError`.
 */
export function holdOutput(output: Output, action: () => readonly Diagnostic[]): readonly Diagnostic[] {
  const { host, directory } = output
  const work = `${directory}/${workDirectory}`
  const created = createMissing(host, directory)
  try {
    const holder = enter(output, work)
    if (holder === 'obstructed') {
      const wanted = 'the directory that a run works in'
      return [createDiagnostic('output-obstructed', { path: workDirectory, found: 'something else', wanted })]
    }
    if (holder !== undefined) return [createDiagnostic('output-locked', holder)]
    return workIn(host, work, action)
  } finally {
    for (const path of created) unlessRefused(() => host.removeDirectory(path))
  }
}

/** Creates a directory and what lacks above it; gives what it created, the deepest first. */
function createMissing(host: Host, path: string): readonly string[] {
  if (host.kindOf(path) !== 'absent') return []
  const above = createMissing(host, dirname(path))
  return succeeds(() => host.createDirectory(path), 'EEXIST') ? [path, ...above] : above
}

/** Creates the work directory and takes the lock in it; another run that ends may remove the directory in between. */
function enter(output: Output, work: string): LockHolder | 'obstructed' | undefined {
  const { host, directory } = output
  for (let count = 1; ; count += 1) {
    requireInPlace(host, directory)
    const created = succeeds(() => host.createDirectory(work), 'EEXIST')
    const kind = created ? 'directory' : host.kindOf(work)
    // Absent where another run has removed it since: to take the lock fails then, and all is tried again.
    if (kind !== 'directory' && kind !== 'absent') {
      if (trackedWork(output).length === 0 || count === attempts) return 'obstructed'
      // It came by a commit, and would block every run.
      host.removeFile(work)
      continue
    }
    try {
      requireInPlace(host, work)
      return takeLock(host, work, lockName, (name) => isCommittedWork(output, name))
    } catch (error) {
      unlessRefused(() => host.removeDirectory(work))
      if (!isSystemError(error) || error.code !== 'ENOENT' || count === attempts) throw error
    }
  }
}

function workIn(host: Host, work: string, action: () => readonly Diagnostic[]): readonly Diagnostic[] {
  let diagnostics: readonly Diagnostic[]
  try {
    clear(host, work)
    host.createFile(`${work}/.gitignore`, Buffer.from('*\n'))
    diagnostics = action()
  } catch (error) {
    // The first fault is the one to report.
    unlessRefused(() => leave(host, work))
    throw error
  }
  leave(host, work)
  return diagnostics
}

function leave(host: Host, work: string): void {
  clear(host, work)
  releaseLock(host, work)
  succeeds(() => host.removeDirectory(work), 'ENOTEMPTY', 'EEXIST', 'ENOENT')
}

/** Empties the work directory, and nothing that a link in its place leads to. */
function clear(host: Host, work: string): void {
  for (const entry of host.readDirectory(work)) {
    requireInPlace(host, work)
    if (entry.name !== lockName) host.removeTree(`${work}/${entry.name}`)
  }
}

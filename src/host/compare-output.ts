import { createDiagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts'
import { arrangeFiles, type ExpectedDirectory } from './expected-files.ts'
import type { DirectoryEntry, Host } from './host.ts'
import type { Output } from './output.ts'
import { isOwned, ownershipLength } from './owned-content.ts'
import { isSystemError } from './system-error.ts'

/** A file that is to stand in the output directory. */
export interface ExpectedFile {
  readonly path: string
  readonly content: Buffer
}

/** What stands at an expected file's path; `blocked` is something that isn't fedrender's. */
export type FileState = 'absent' | 'different' | 'same' | 'blocked'

/** What a walk through the output directory finds. */
export interface Comparison {
  /** One for each expected file, in its order. */
  readonly states: FileState[]
  /** Fedrender's own files below the scope that nobody expects. */
  readonly unexpected: string[]
  /** What else stands below the scope. */
  readonly foreign: string[]
  /** Directories below the scope that hold nothing but files that go, the deepest first. */
  readonly emptied: string[]
  readonly diagnostics: Diagnostic[]
}

interface Walk extends Comparison {
  readonly host: Host
  readonly root: string
  readonly expected: readonly ExpectedFile[]
  readonly scope: readonly string[]
  readonly stays: (path: string) => boolean
  /** Every file is read into this one buffer, large enough to tell that a file is longer than expected. */
  readonly scratch: Buffer
}

/**
 * Compares the output directory with the files that are to stand in it. One listing for each directory drives the
 * walk; a file is read only where one is expected or below the scope, and never through a symbolic link.
 * `stays` says which unexpected files of fedrender's are kept, and their directories with them.
 */
export function compareOutput(
  output: Output,
  expected: readonly ExpectedFile[],
  scope: readonly string[],
  stays: (path: string) => boolean,
): Comparison {
  const longest = expected.reduce((length, file) => Math.max(length, file.content.length), ownershipLength)
  const walk: Walk = {
    host: output.host,
    root: output.directory,
    expected,
    scope,
    stays,
    scratch: Buffer.allocUnsafe(longest + 1),
    states: Array.from(expected, () => 'absent'),
    unexpected: [],
    foreign: [],
    emptied: [],
    diagnostics: [],
  }
  const arranged = arrangeFiles(expected.map((file) => file.path))
  if (output.host.kindOf(output.directory) !== 'absent') visitDirectory(walk, '', arranged, false)
  return walk
}

/** Gives whether nothing is left in the directory once the run is over. */
function visitDirectory(
  walk: Walk,
  directory: string,
  expected: ExpectedDirectory | undefined,
  inScope: boolean,
): boolean {
  let empties = inScope && expected === undefined
  for (const entry of walk.host.readDirectory(`${walk.root}/${directory}`)) {
    const path = directory === '' ? entry.name : `${directory}/${entry.name}`
    const file = expected?.files.get(entry.name)
    if (file !== undefined) {
      walk.states[file] = visitExpectedFile(walk, entry, path, file)
    } else if (!visitOther(walk, entry, path, expected?.directories.get(entry.name), inScope)) {
      empties = false
    }
  }
  if (empties) walk.emptied.push(directory)
  return empties
}

function visitExpectedFile(walk: Walk, entry: DirectoryEntry, path: string, index: number): FileState {
  const content = walk.expected[index]?.content ?? walk.scratch
  if (!entry.isFile()) {
    walk.diagnostics.push(
      createDiagnostic('output-obstructed', { path, found: describeEntry(entry), wanted: 'a file' }),
    )
    return 'blocked'
  }
  const length = walk.host.readHead(`${walk.root}/${path}`, walk.scratch, content.length + 1)
  if (length === content.length && content.compare(walk.scratch, 0, length) === 0) return 'same'
  if (isOwned(walk.scratch, length)) return 'different'
  walk.diagnostics.push(createDiagnostic('output-file-foreign', { path }))
  return 'blocked'
}

/** Visits what is no expected file; gives whether it is gone once the run is over. */
function visitOther(
  walk: Walk,
  entry: DirectoryEntry,
  path: string,
  expected: ExpectedDirectory | undefined,
  inScope: boolean,
): boolean {
  if (entry.isDirectory()) {
    const prefix = `${path}/`
    const isScope = inScope || walk.scope.includes(prefix)
    const isOnTheWay =
      isScope || expected !== undefined || walk.scope.some((scope) => scope.startsWith(prefix))
    return isOnTheWay && visitDirectory(walk, path, expected, isScope)
  }
  if (expected !== undefined) {
    walk.diagnostics.push(
      createDiagnostic('output-obstructed', { path, found: describeEntry(entry), wanted: 'a directory' }),
    )
    return false
  }
  return inScope && visitUnexpectedFile(walk, entry, path)
}

function visitUnexpectedFile(walk: Walk, entry: DirectoryEntry, path: string): boolean {
  if (!entry.isFile() || !isOwnedFile(walk.host, `${walk.root}/${path}`, walk.scratch)) {
    walk.foreign.push(path)
    return false
  }
  walk.unexpected.push(path)
  return !walk.stays(path)
}

/** Whether a file starts with the header; one that may not be read can't be judged, and counts as foreign. */
export function isOwnedFile(host: Host, path: string, scratch: Uint8Array): boolean {
  try {
    return isOwned(scratch, host.readHead(path, scratch, ownershipLength))
  } catch (error) {
    if (isSystemError(error) && (error.code === 'EACCES' || error.code === 'EPERM')) return false
    throw error
  }
}

function describeEntry(entry: DirectoryEntry): string {
  if (entry.isSymbolicLink()) return 'a symbolic link'
  if (entry.isDirectory()) return 'a directory'
  return entry.isFile() ? 'a file' : 'neither a file nor a directory'
}

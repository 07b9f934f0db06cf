import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { FileTree } from '../../model/file-tree.ts'
import type { ForeignFile } from '../../model/foreign-file.ts'
import type { ExpectedDirectory, ExpectedOutput } from './expected-files.ts'
import type { DirectoryEntry, Host } from '../host.ts'
import type { Output } from './output.ts'
import { isOwned, ownershipLength } from '../../output/owned-content.ts'
import { isSystemError } from '../system-error.ts'
import { workDirectory } from './work-directory.ts'
import { isClusterDirectory } from '../../output/layout.ts'

/** What is at an expected file's path; `blocked` is something that isn't fedrender's. */
export type FileState = (typeof fileStates)[number]

/** Each state by its number; that of what nobody looked at is the first. */
export const fileStates = ['absent', 'different', 'same', 'blocked'] as const

/** What a walk through the output directory finds. */
export interface Comparison {
  /** Of each expected file, by its number, the index of its state in `fileStates`; `absent` of numbers that no file has. */
  readonly states: Uint8Array
  /** Fedrender's own files below the scope that nobody expects. */
  readonly unexpected: string[]
  /** What is not fedrender's where the run answers for the output. */
  readonly foreign: ForeignFile[]
  /** Directories there in which there is nothing at all, as is where a submodule is not checked out. */
  readonly vacant: string[]
  /** Directories below the scope that hold nothing but files that go, the deepest first. */
  readonly emptied: string[]
  readonly diagnostics: Diagnostic[]
}

interface Walk extends Comparison {
  readonly host: Host
  readonly root: string
  readonly expected: ExpectedOutput
  readonly tree: OutputPart
  readonly stays: (path: string) => boolean
  /** Every file is read into this one buffer, large enough to notice that a file is longer than expected. */
  readonly scratch: Buffer
}

/** The part of the output that a run renders. */
export type OutputPart = Pick<FileTree, 'scope' | 'shared'>

/**
 * Compares the output directory with the files that it is to hold. One listing for each directory drives the
 * walk; a file is read only where one is expected or below the scope, and never through a symbolic link.
 * `stays` decides which unexpected files of fedrender's are kept, and their directories with them.
 */
export function compareOutput(
  output: Output,
  expected: ExpectedOutput,
  tree: OutputPart,
  stays: (path: string) => boolean,
): Comparison {
  const states = new Uint8Array(expected.numbers)
  const walk: Walk = {
    host: output.host,
    root: output.directory,
    expected,
    tree,
    stays,
    scratch: Buffer.allocUnsafe(Math.max(expected.longest, ownershipLength) + 1),
    states,
    unexpected: [],
    foreign: [],
    vacant: [],
    emptied: [],
    diagnostics: [],
  }
  if (output.host.kindOf(output.directory) !== 'absent') {
    visitDirectory(walk, '', expected.top, tree.shared ? 'named' : 'passed')
  }
  return walk
}

/**
 * What a run does with a file of a directory that nobody expects: it prunes its own and names the others; it names all,
 * since none of its own belongs there; or it passes over them, as they are another run's.
 */
type Region = 'pruned' | 'named' | 'passed'

/** Gives whether nothing is left in the directory once the run is over. */
function visitDirectory(
  walk: Walk,
  directory: string,
  expected: ExpectedDirectory | undefined,
  region: Region,
): boolean {
  const place = directory === '' ? walk.root : `${walk.root}/${directory}`
  const entries = list(walk.host, place)
  if (entries.length === 0 && region !== 'passed' && directory !== '') walk.vacant.push(directory)
  let empties = region === 'pruned' && expected === undefined
  for (const entry of entries) {
    const path = directory === '' ? entry.name : `${directory}/${entry.name}`
    const file = expected?.fileOf(entry.name)
    if (file !== undefined) {
      walk.states[file] = fileStates.indexOf(visitExpectedFile(walk, place, entry, file))
    } else if (!visitOther(walk, entry, path, expected?.directoryOf(entry.name), region)) {
      empties = false
    }
  }
  if (empties) walk.emptied.push(directory)
  return empties
}

function list(host: Host, directory: string): readonly DirectoryEntry[] {
  return host.known ? host.known.list(directory) : host.readDirectory(directory)
}

/** `directory` is absolute. */
function visitExpectedFile(walk: Walk, directory: string, entry: DirectoryEntry, number: number): FileState {
  const { host, expected, root, scratch } = walk
  const content = expected.contentOf(number)
  const place = `${directory}/${entry.name}`
  if (!entry.isFile()) {
    walk.diagnostics.push(
      createDiagnostic('output-obstructed', {
        path: place.slice(root.length + 1),
        found: describeEntry(entry),
        wanted: 'a file',
      }),
    )
    return 'blocked'
  }
  let length = 0
  const read = (): boolean => {
    length = host.readHead(place, scratch, content.length + 1)
    return length === content.length && content.compare(scratch, 0, length) === 0
  }
  if (host.known ? host.known.holds(directory, entry.name, content, read) : read()) return 'same'
  if (isOwned(scratch, length)) return 'different'
  walk.diagnostics.push(createDiagnostic('output-file-foreign', { path: place.slice(root.length + 1) }))
  return 'blocked'
}

/** Visits what is no expected file; gives whether it is gone once the run is over. */
function visitOther(
  walk: Walk,
  entry: DirectoryEntry,
  path: string,
  expected: ExpectedDirectory | undefined,
  region: Region,
): boolean {
  // At the top, what is Git's is that of the repository that holds the output.
  if (path === '.git' || (path === workDirectory && !entry.isSymbolicLink())) return false
  if (entry.name === '.git' && region !== 'passed') {
    walk.foreign.push({ path: path.slice(0, -'/.git'.length), kind: 'submodule' })
    return false
  }
  if (entry.isDirectory()) {
    const below = regionBelow(walk.tree, path, region)
    const isOnTheWay =
      below !== 'passed' ||
      expected !== undefined ||
      walk.tree.scope.some((scope) => scope.startsWith(`${path}/`))
    return isOnTheWay && visitDirectory(walk, path, expected, below)
  }
  if (expected !== undefined) {
    walk.diagnostics.push(
      createDiagnostic('output-obstructed', { path, found: describeEntry(entry), wanted: 'a directory' }),
    )
    return false
  }
  return region !== 'passed' && visitUnexpectedFile(walk, entry, path, region)
}

/** The region of a directory, by that of the one above it. */
function regionBelow({ scope }: OutputPart, path: string, above: Region): Region {
  if (above === 'pruned' || scope.includes(`${path}/`)) return 'pruned'
  // The directory of a cluster outside the scope is another run's.
  return isClusterDirectory(path) ? 'passed' : above
}

function visitUnexpectedFile(
  walk: Walk,
  entry: DirectoryEntry,
  path: string,
  region: Exclude<Region, 'passed'>,
): boolean {
  const kind = entry.isFile() ? 'file' : entry.isSymbolicLink() ? 'link' : 'special'
  if (
    region === 'named' ||
    kind !== 'file' ||
    !isOwnedFile(walk.host, `${walk.root}/${path}`, walk.scratch)
  ) {
    walk.foreign.push({ path, kind })
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

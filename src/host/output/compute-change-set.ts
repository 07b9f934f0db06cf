import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import type { ChangeSet, HeldFile, PrunedFile } from '../../model/change-set.ts'
import type { FileMatrix, Files, FileTree, HeldLookup, HeldReason } from '../../model/file-tree.ts'
import type { ForeignFile } from '../../model/foreign-file.ts'
import { hashContent, heldSince, prunedSince } from '../../output/changes-between.ts'
import { createTextLookup, numbersOf, sortByState } from '../../output/file-matrix.ts'
import { createHeldLookup } from '../../output/held-files.ts'
import { currentPath } from '../../output/layout.ts'
import { findSubmodules } from '../git/find-submodules.ts'
import type { PreviousOutput } from '../previous/previous-output.ts'
import { describeSystemError, isSystemError, type SystemError } from '../system-error.ts'
import { compareWithKnown } from './compare-known.ts'
import { compareOutput, type Comparison, fileStates, type FileState } from './compare-output.ts'
import { arrangeOutput, type ExpectedFile } from './expected-files.ts'
import type { Output } from './output.ts'

/**
 * Compares what the output directory is to hold with what is there, and with what was published before where
 * that is given: the files of both count as earlier ones, so that an empty checkout hides no deletion, and a held file
 * that the disk lacks is put back. Of an output that is known only the files are read whose texts change, as far as nothing
 * else does. Writes nothing.
 * Diagnostics: `output-file-foreign`, `output-obstructed`, `output-unreadable`, `output-changed-meanwhile`.
 */
export function computeChangeSet(
  output: Output,
  tree: FileTree,
  previous?: PreviousOutput,
): DiagnosticResult<ChangeSet> {
  const quick = output.known && previous === undefined && compareWithKnown(output, tree, output.known)
  if (quick) return [quick, []]
  try {
    const reasonOf = createHeldLookup(tree.held)
    const textOf = createTextLookup(tree.files)
    const isRendered = (path: string): boolean => textOf(path) !== undefined
    const earlier = sortEarlierFiles(tree, isRendered, previous, reasonOf)
    const stays = (path: string): boolean => reasonOf(path) !== undefined && currentPath(path) === path
    const comparison = compareOutput(output, arrangeOutput(output, tree.files, earlier.held), tree, stays)
    const absent = absentOf(earlier.held, numbersOf(tree.files), comparison)
    const restored = new Map([
      ...absent,
      ...findMovedHeld(
        output,
        comparison,
        { earlier: earlier.held, absent },
        (path) => reasonOf(path) !== undefined && !isRendered(currentPath(path)),
      ),
    ])
    const submodules = findSubmodules(output, comparison.vacant)
    const rendered = sortRendered(tree.files, comparison)
    const held = findHeld(comparison, earlier.held, restored, reasonOf)
    const heldPaths = new Set(held.map(({ path }) => path))
    const changes: ChangeSet = {
      ...rendered,
      pruned: findMoved(
        findPruned(output, comparison, earlier, stays),
        (path) => isRendered(path) || heldPaths.has(path),
      ),
      held,
      foreign: [...comparison.foreign, ...submodules].sort(byPath),
      republished: findRepublished(rendered.added, earlier.rendered),
      emptied: withoutSubmodules(comparison.emptied, submodules),
    }
    return [changes, [...comparison.diagnostics, ...refuseMoves(comparison, restored)]]
  } catch (error) {
    if (!isSystemError(error)) throw error
    return [noChanges, [describeFault(error, output)]]
  }
}

/** What was listed and is gone a moment later, another run has pruned. */
function describeFault(error: SystemError, output: Output): Diagnostic {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
    return createDiagnostic('output-changed-meanwhile', {})
  const path = error.path ?? output.directory
  return createDiagnostic('output-unreadable', { path, problem: describeSystemError(error) })
}

const noChanges: ChangeSet = {
  added: [],
  changed: [],
  unchanged: [],
  pruned: [],
  held: [],
  foreign: [],
  republished: [],
  emptied: [],
}

/** The files of the previous output, by what this run makes of them. */
interface EarlierFiles {
  readonly rendered: ReadonlySet<string>
  readonly held: readonly ExpectedFile[]
  readonly pruned: readonly PrunedFile[]
}

function sortEarlierFiles(
  tree: FileTree,
  isRendered: (path: string) => boolean,
  previous: PreviousOutput | undefined,
  reasonOf: HeldLookup,
): EarlierFiles {
  if (previous === undefined) return { rendered: new Set(), held: [], pruned: [] }
  const own = previous.paths.filter((path) => tree.scope.some((directory) => path.startsWith(directory)))
  const others = own.filter((path) => !isRendered(path))
  const moved = others
    .filter((path) => reasonOf(path) !== undefined && currentPath(path) !== path)
    .map((path): PrunedFile => ({ path, contentHash: hashContent(previous.read(path)), onDisk: false }))
  const held = [...heldSince(previous, tree)].map(([path, content]) => ({
    path,
    content: Buffer.from(content),
  }))
  return {
    rendered: new Set(own.filter(isRendered)),
    held,
    pruned: [...prunedSince(previous, tree), ...moved],
  }
}

function sortRendered(
  files: FileMatrix,
  { states }: Comparison,
): Pick<ChangeSet, 'added' | 'changed' | 'unchanged'> {
  const inState = sortByState(files, states)
  const filesIn = (state: FileState): Files => inState(fileStates.indexOf(state))
  return { added: filesIn('absent'), changed: filesIn('different'), unchanged: filesIn('same') }
}

function findRepublished(added: Files, earlier: ReadonlySet<string>): readonly string[] {
  if (earlier.size === 0) return []
  return [...added].map(({ path }) => path).filter((path) => earlier.has(path))
}

function findPruned(
  output: Output,
  comparison: Comparison,
  earlier: EarlierFiles,
  stays: (path: string) => boolean,
): readonly PrunedFile[] {
  const onDisk = comparison.unexpected
    .filter((path) => !stays(path))
    .map((path): PrunedFile => {
      const content = output.host.readFile(`${output.directory}/${path}`, Number.POSITIVE_INFINITY)
      return { path, contentHash: hashContent(content ?? ''), onDisk: true }
    })
  const stillThere = new Set([...comparison.unexpected, ...comparison.foreign.map((file) => file.path)])
  const onlyEarlier = earlier.pruned.filter((file) => !stillThere.has(file.path))
  return [...onDisk, ...onlyEarlier].sort(byPath)
}

/** Says of each file that goes where its object is now, if the file only has another path than an earlier release gave it. */
function findMoved(
  pruned: readonly PrunedFile[],
  isStaying: (path: string) => boolean,
): readonly PrunedFile[] {
  return pruned.map((file) => {
    const movedTo = currentPath(file.path)
    return movedTo !== file.path && isStaying(movedTo) ? { ...file, movedTo } : file
  })
}

/** The held files of the previous output that the disk lacks; `first` is the number of the first of them. */
function absentOf(
  earlier: readonly ExpectedFile[],
  first: number,
  { states }: Comparison,
): readonly (readonly [string, Uint8Array])[] {
  const absent = earlier.filter((_, index) => states[first + index] === fileStates.indexOf('absent'))
  return absent.map(({ path, content }) => [path, content])
}

/**
 * The content of files that are held and that an earlier release gave another path, by their present path: an agent looks for
 * them where their cluster and their namespace are now, and would delete their objects. They move as they are.
 */
function findMovedHeld(
  output: Output,
  { unexpected }: Comparison,
  held: {
    readonly earlier: readonly ExpectedFile[]
    readonly absent: readonly (readonly [string, Uint8Array])[]
  },
  isHeld: (path: string) => boolean,
): ReadonlyMap<string, Uint8Array> {
  const absent = new Map(held.absent)
  const there = new Set([
    ...unexpected,
    ...held.earlier.map(({ path }) => path).filter((path) => !absent.has(path)),
  ])
  const old = unexpected.filter((path) => isHeld(path) && !there.has(currentPath(path)))
  return new Map(
    old.map((path) => {
      const content = output.host.readFile(`${output.directory}/${path}`, Number.POSITIVE_INFINITY)
      return [currentPath(path), content ?? Buffer.alloc(0)]
    }),
  )
}

/** Reports `output-file-foreign` where something else is in the place of a held file that moves. */
function refuseMoves(
  { foreign }: Comparison,
  restored: ReadonlyMap<string, Uint8Array>,
): readonly Diagnostic[] {
  const taken = foreign.filter(({ path }) => restored.has(path))
  return taken.map(({ path }) => createDiagnostic('output-file-foreign', { path }))
}

function findHeld(
  { unexpected }: Comparison,
  earlier: readonly ExpectedFile[],
  restored: ReadonlyMap<string, Uint8Array>,
  reasonOf: HeldLookup,
): readonly HeldFile[] {
  const staying = unexpected.filter((path) => currentPath(path) === path)
  const paths = new Set([...staying, ...earlier.map(({ path }) => path), ...restored.keys()])
  return [...paths].flatMap((path) => heldFile(path, reasonOf(path), restored.get(path))).sort(byPath)
}

function heldFile(path: string, reason: HeldReason | undefined, restore?: Uint8Array): readonly HeldFile[] {
  return reason === undefined ? [] : [{ path, reason, ...(restore !== undefined && { restore }) }]
}

/** A directory that stays keeps those above it. */
function withoutSubmodules(
  emptied: readonly string[],
  submodules: readonly ForeignFile[],
): readonly string[] {
  return emptied.filter((directory) => !submodules.some(({ path }) => `${path}/`.startsWith(`${directory}/`)))
}

function byPath(left: { readonly path: string }, right: { readonly path: string }): number {
  if (left.path === right.path) return 0
  return left.path < right.path ? -1 : 1
}

import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import type { ChangeSet, HeldFile, PrunedFile } from '../../model/change-set.ts'
import type { FileTree, HeldLookup, HeldReason, RenderedFile } from '../../model/file-tree.ts'
import type { ForeignFile } from '../../model/foreign-file.ts'
import { hashContent, prunedSince } from '../../output/changes-between.ts'
import { createHeldLookup } from '../../output/held-files.ts'
import { currentPath } from '../../output/layout.ts'
import { isOwned } from '../../output/owned-content.ts'
import { invariant } from '../../text/invariant.ts'
import { findSubmodules } from '../git/find-submodules.ts'
import type { PreviousOutput } from '../previous/previous-output.ts'
import { describeSystemError, isSystemError, type SystemError } from '../system-error.ts'
import { compareOutput, type Comparison, type ExpectedFile, type FileState } from './compare-output.ts'
import type { Output } from './output.ts'

/**
 * Compares what the output directory is to hold with what is there, and with what was published before where
 * that is given: the files of both count as earlier ones, so that an empty checkout hides no deletion, and a held file
 * that the disk lacks is put back. Writes nothing.
 * Diagnostics: `output-file-foreign`, `output-obstructed`, `output-unreadable`, `output-changed-meanwhile`.
 */
export function computeChangeSet(
  output: Output,
  tree: FileTree,
  previous?: PreviousOutput,
): DiagnosticResult<ChangeSet> {
  try {
    const reasonOf = createHeldLookup(tree.held)
    const earlier = sortEarlierFiles(tree, previous, reasonOf)
    const expected = [...expectTree(output, tree), ...earlier.held]
    const stays = (path: string): boolean => reasonOf(path) !== undefined && currentPath(path) === path
    const comparison = compareOutput(output, expected, tree, stays)
    const restored = new Map([
      ...absentOf(earlier.held, comparison),
      ...findMovedHeld(output, comparison, earlier.held, reasonOf),
    ])
    const submodules = findSubmodules(output, comparison.vacant)
    const foreign = [...comparison.foreign, ...submodules].sort(byPath)
    const rendered = sortRendered(tree, comparison.states)
    const held = findHeld(comparison, earlier.held, restored, reasonOf)
    const changes: ChangeSet = {
      ...rendered,
      pruned: findMoved(findPruned(output, comparison, earlier, stays), [...tree.files, ...held]),
      held,
      foreign,
      republished: rendered.added.map((file) => file.path).filter((path) => earlier.rendered.has(path)),
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
  previous: PreviousOutput | undefined,
  reasonOf: HeldLookup,
): EarlierFiles {
  const rendered = new Set<string>()
  const held = new Map<string, Buffer>()
  const moved: PrunedFile[] = []
  if (previous === undefined) return { rendered, held: [], pruned: [] }
  const renderedNow = new Set(tree.files.map((file) => file.path))
  for (const path of previous.paths) {
    if (!tree.scope.some((directory) => path.startsWith(directory))) continue
    if (renderedNow.has(path)) rendered.add(path)
    else if (reasonOf(path) !== undefined) {
      const content = Buffer.from(previous.read(path))
      const movedTo = currentPath(path)
      if (movedTo !== path) moved.push({ path, contentHash: hashContent(content), onDisk: false })
      if (movedTo === path || !held.has(movedTo)) held.set(movedTo, content)
    }
  }
  const expected = [...held].map(([path, content]) => ({ path, content }))
  return { rendered, held: expected, pruned: [...prunedSince(previous, tree), ...moved] }
}

function expectTree(output: Output, tree: FileTree): readonly ExpectedFile[] {
  return tree.files.map(({ path, text }) => {
    const content = output.encode(text)
    invariant(isOwned(content, content.length), `no generated header in ${path}`)
    return { path, content }
  })
}

function sortRendered(
  tree: FileTree,
  states: readonly FileState[],
): Pick<ChangeSet, 'added' | 'changed' | 'unchanged'> {
  const byState: Record<FileState, RenderedFile[]> = { absent: [], different: [], same: [], blocked: [] }
  for (const [index, file] of tree.files.entries()) byState[states[index] ?? 'blocked'].push(file)
  return { added: byState.absent, changed: byState.different, unchanged: byState.same }
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
  staying: readonly { readonly path: string }[],
): readonly PrunedFile[] {
  if (pruned.every(({ path }) => currentPath(path) === path)) return pruned
  const paths = new Set(staying.map(({ path }) => path))
  return pruned.map((file) => {
    const movedTo = currentPath(file.path)
    return movedTo !== file.path && paths.has(movedTo) ? { ...file, movedTo } : file
  })
}

/** The held files of the previous output that the disk lacks. */
function absentOf(
  earlier: readonly ExpectedFile[],
  { states }: Comparison,
): readonly (readonly [string, Uint8Array])[] {
  const first = states.length - earlier.length
  const absent = earlier.filter((_, index) => states[first + index] === 'absent')
  return absent.map(({ path, content }) => [path, content])
}

/**
 * The content of files that are held and that an earlier release gave another path, by their present path: an agent looks for
 * them where their cluster and their namespace are now, and would delete their objects. They move as they are.
 */
function findMovedHeld(
  output: Output,
  comparison: Comparison,
  earlier: readonly ExpectedFile[],
  reasonOf: HeldLookup,
): ReadonlyMap<string, Uint8Array> {
  const { unexpected } = comparison
  const absent = new Map(absentOf(earlier, comparison))
  const there = new Set([
    ...unexpected,
    ...earlier.map(({ path }) => path).filter((path) => !absent.has(path)),
  ])
  const old = unexpected.filter((path) => reasonOf(path) !== undefined && !there.has(currentPath(path)))
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

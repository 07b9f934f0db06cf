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
    const comparison = compareOutput(output, expected, tree, (path) => reasonOf(path) !== undefined)
    const submodules = findSubmodules(output, comparison.vacant)
    const foreign = [...comparison.foreign, ...submodules].sort(byPath)
    const rendered = sortRendered(tree, comparison.states)
    const held = findHeld(comparison, earlier.held, reasonOf)
    const changes: ChangeSet = {
      ...rendered,
      pruned: findMoved(findPruned(output, comparison, earlier, reasonOf), [...tree.files, ...held]),
      held,
      foreign,
      republished: rendered.added.map((file) => file.path).filter((path) => earlier.rendered.has(path)),
      emptied: withoutSubmodules(comparison.emptied, submodules),
    }
    return [changes, comparison.diagnostics]
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
  const held: ExpectedFile[] = []
  if (previous === undefined) return { rendered, held, pruned: [] }
  const renderedNow = new Set(tree.files.map((file) => file.path))
  for (const path of previous.paths) {
    if (!tree.scope.some((directory) => path.startsWith(directory))) continue
    if (renderedNow.has(path)) rendered.add(path)
    else if (reasonOf(path) !== undefined) held.push({ path, content: Buffer.from(previous.read(path)) })
  }
  return { rendered, held, pruned: prunedSince(previous, tree) }
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
  reasonOf: HeldLookup,
): readonly PrunedFile[] {
  const onDisk = comparison.unexpected
    .filter((path) => reasonOf(path) === undefined)
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

function findHeld(
  comparison: Comparison,
  earlier: readonly ExpectedFile[],
  reasonOf: HeldLookup,
): readonly HeldFile[] {
  const firstEarlier = comparison.states.length - earlier.length
  const onDisk = comparison.unexpected.flatMap((path) => heldFile(path, reasonOf(path)))
  const restored = earlier.flatMap(({ path, content }, index) =>
    comparison.states[firstEarlier + index] === 'absent'
      ? heldFile(path, reasonOf(path), content)
      : heldFile(path, reasonOf(path)),
  )
  return [...onDisk, ...restored].sort(byPath)
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

import { appliersOf, type DeliveredFleet } from '../../agents/removal.ts'
import type { DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { computeChangeSet } from '../../host/output/compute-change-set.ts'
import type { Output } from '../../host/output/output.ts'
import { readRenderedSides } from '../../host/output/read-rendered.ts'
import type { PreviousOutput } from '../../host/previous/previous-output.ts'
import type { ChangeSet, PendingChanges, PendingObject, PrunedFile } from '../../model/change-set.ts'
import type { FileTree } from '../../model/file-tree.ts'
import { prunedSince, type EarlierOutput } from '../../output/changes-between.ts'
import { pathsOf, withLooseFiles } from '../../output/file-matrix.ts'
import { recordedCluster } from '../../output/layout.ts'
import { recordFiles } from '../../output/pending-objects.ts'
import { conflictSides } from '../../text/conflict-markers.ts'
import { compareText } from '../../text/compare-text.ts'
import { earlierGranularities, granularitiesIn } from './earlier-granularities.ts'
import { findPending, type EarlierTexts, type FoundPending } from './find-pending.ts'

/** What a run does to its output, and what the output is to hold with the records of what agents still have. */
export interface FoundChanges {
  readonly tree: FileTree
  readonly changes: ChangeSet
}

/**
 * Compares an output with what it is to hold, and adds the records of what agents still have in directories that are empty,
 * from what goes and from the records that are there. With the output of a base, `forgotten` is what should be recorded
 * since then and is not. Reports what `computeChangeSet` does.
 */
export function findChanges(
  output: Output,
  rendered: FileTree,
  previous: PreviousOutput | undefined,
  delivered: Omit<DeliveredFleet, 'earlier'>,
  base?: EarlierOutput,
): DiagnosticResult<FoundChanges> {
  const result = computeChangeSet(output, rendered, previous)
  const [changes] = result
  if (changes.pruned.length === 0 && base === undefined) return [{ tree: rendered, changes }, result[1]]
  const there = new Set(pathsOf(rendered.files, changes.held))
  const previousPaths = new Set(previous?.paths)
  const goesOn = { ...delivered, earlier: earlierGranularities(output, changes, previous) }
  const textsOf: EarlierTexts = (file) => earlierTexts(file, output, previous, previousPaths)
  const own = findPending({ pruned: changes.pruned, textsOf }, goesOn, there)
  const since = base && findSince(base, rendered, delivered, there)
  if (own === undefined && since === undefined) return [{ tree: rendered, changes }, result[1]]
  const records = recordFiles(own?.pending ?? [])
  const tree =
    records.length === 0 ? rendered : { ...rendered, files: withLooseFiles(rendered.files, records) }
  const [recorded, found] = records.length === 0 ? result : computeChangeSet(output, tree, previous)
  const agents = appliersOf(goesOn).map(({ title }) => title)
  return [{ tree, changes: { ...recorded, pending: { ...join(own, since), agents } } }, found]
}

/** What agents still have by the output of a base. */
function findSince(
  base: EarlierOutput,
  rendered: FileTree,
  delivered: Omit<DeliveredFleet, 'earlier'>,
  there: ReadonlySet<string>,
): FoundPending | undefined {
  const pruned = prunedSince(base, rendered)
  if (pruned.length === 0) return undefined
  const textsOf: EarlierTexts = ({ path }) => sidesIn(base, path)
  return findPending({ pruned, textsOf }, { ...delivered, earlier: granularitiesIn(base) }, there)
}

/**
 * What a file held before: a record of the disk and one of the previous output hold for what each names, and so do both
 * sides of a record that is an unfinished merge.
 */
function earlierTexts(
  { path, onDisk }: PrunedFile,
  output: Output,
  previous: PreviousOutput | undefined,
  previousPaths: ReadonlySet<string>,
): readonly string[] {
  const isEarlier = !onDisk || (recordedCluster(path) !== undefined && previousPaths.has(path))
  return [
    ...(onDisk ? readRenderedSides(output, path) : []),
    ...(previous && isEarlier ? sidesIn(previous, path) : []),
  ]
}

function sidesIn({ read }: Pick<EarlierOutput, 'read'>, path: string): readonly string[] {
  return conflictSides(Buffer.from(read(path)).toString('utf8'))
}

const nothing: FoundPending = { pending: [], postponed: [], released: [], kept: [] }

/** What a run does by the output that it goes on from, and by that of a base. */
function join(own: FoundPending = nothing, since: FoundPending = nothing): Omit<PendingChanges, 'agents'> {
  const recorded = new Set(own.pending.map(keyOf))
  const released = new Map([...since.released, ...own.released].map((each) => [each.path, each]))
  const postponed = new Map([...since.postponed, ...own.postponed].map((each) => [each.path, each]))
  return {
    released: sortedByPath(released.values()),
    forgotten: since.pending.filter((each) => !recorded.has(keyOf(each))),
    postponed: sortedByPath(postponed.values()),
    kept: [...new Set([...since.kept, ...own.kept])].sort(compareText),
  }
}

/** What risks depend on: an entry that somebody changed by hand is not the one of the base. Versions of an API may differ. */
function keyOf({ path, kind, units = {} }: PendingObject): string {
  return JSON.stringify([
    path,
    kind,
    Object.entries(units).sort(([left], [right]) => compareText(left, right)),
  ])
}

function sortedByPath<T extends { readonly path: string }>(objects: Iterable<T>): readonly T[] {
  return [...objects].sort((left, right) => compareText(left.path, right.path))
}

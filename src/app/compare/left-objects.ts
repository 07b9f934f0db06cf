import type { ChangeSet, PendingObject, PrunedFile } from '../../model/change-set.ts'
import type { FileTree, RenderedFile } from '../../model/file-tree.ts'
import type { Fleet, FleetObject } from '../../model/fleet.ts'
import { appliersOf, type DeliveredFleet } from '../../agents/removal.ts'
import type { EarlierOutput } from '../../output/changes-between.ts'
import { createTextLookup, pathsOf } from '../../output/file-matrix.ts'
import { recordedCluster, nameOfSegment, readOutputPath } from '../../output/layout.ts'
import { leastObject, readRecord } from '../../output/pending-objects.ts'
import type { RenderedReader } from '../../stages/parse/rendered-fleet.ts'
import { compareText } from '../../text/compare-text.ts'
import { groupBy } from '../../text/group-by.ts'
import { withObjects } from './with-objects.ts'
import { findPending, type EarlierTexts } from '../render/find-pending.ts'

/** The records that an output holds. */
export function recordsIn(output: EarlierOutput | undefined): readonly RenderedFile[] {
  return (output?.paths ?? [])
    .filter((path) => recordedCluster(path) !== undefined)
    .map((path) => ({ path, text: Buffer.from(output?.read(path) ?? []).toString('utf8') }))
}

/** What the records of an output name. */
export function recordedObjects(output: EarlierOutput, read: RenderedReader): readonly PendingObject[] {
  return recordsIn(output).flatMap((record) =>
    readRecord(recordedCluster(record.path) ?? '', read(record)[0]),
  )
}

/** A change of the sources, with the records of the output that it goes on from. */
export interface ChangeOfTrees {
  readonly changes: ChangeSet
  readonly base: FileTree
  readonly head: FileTree
  readonly records: readonly RenderedFile[]
}

/** The changes with what becomes of the objects that agents left; and the paths of the records that there are to be. */
export function withPending(
  { changes, base, head, records }: ChangeOfTrees,
  delivered: DeliveredFleet,
): { readonly changes: ChangeSet; readonly pending: readonly PendingObject[] } {
  if (changes.pruned.length === 0 && records.length === 0) return { changes, pending: [] }
  const earlierText = createTextLookup(base.files)
  const there = new Set(pathsOf(head.files, changes.held))
  const recorded = groupBy(records, ({ path }) => path)
  const asPruned = (path: string): PrunedFile => ({ path, contentHash: '', onDisk: false })
  const textsOf: EarlierTexts = ({ path }) => {
    const text = earlierText(path)
    const own = text === undefined ? [] : [text]
    return [...own, ...(recorded.get(path) ?? []).map((each) => each.text)]
  }
  const pruned = [...changes.pruned, ...[...recorded.keys()].map(asPruned)]
  const found = findPending({ pruned, textsOf }, delivered, there)
  if (found === undefined) return { changes, pending: [] }
  const { pending, ...decided } = found
  const agents = appliersOf(delivered).map(({ title }) => title)
  return { changes: { ...changes, pending: { ...decided, forgotten: [], agents } }, pending }
}

/** A fleet with objects that agents left in its clusters, of which no more is known than their names. */
export function withLeft(fleet: Fleet, left: readonly PendingObject[]): Fleet {
  const objects = [...groupBy(left, ({ path }) => readOutputPath(path).below ?? '')].flatMap(
    ([below, ofPath]) => {
      const [first] = ofPath
      if (first === undefined) return []
      const clusters = ofPath.map(({ path }) => nameOfSegment(readOutputPath(path).cluster ?? ''))
      const variant = { object: leastObject(first), clusters: clusters.sort(compareText) }
      return [{ ...nameObject(below, first), variants: [variant] }]
    },
  )
  return withObjects(fleet, { objects, dns: [] })
}

function nameObject(
  below: string,
  { path, kind, namespace, name }: PendingObject,
): Omit<FleetObject, 'variants'> {
  const { type = '' } = readOutputPath(path)
  return {
    path: below,
    type: nameOfSegment(type),
    kind,
    ...(namespace !== undefined && { namespace }),
    name,
  }
}

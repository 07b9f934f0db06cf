import { getOwn, isArray, isObject } from '../json/own.ts'
import type { PendingObject } from '../model/change-set.ts'
import type { RenderedFile } from '../model/file-tree.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { compareText } from '../text/compare-text.ts'
import { groupBy } from '../text/group-by.ts'
import { inClusterDirectory, nameOfSegment, readOutputPath, recordPath } from './layout.ts'
import { objectText } from './object-text.ts'
import { pathSegment } from './path-segment.ts'

type PendingState = ReturnType<PendingQuestion['stateOf']>

/** What is asked of the objects whose files went. */
export interface PendingQuestion {
  /** Those that go with this change, as they were rendered last. */
  readonly gone: ReadonlyMap<string, JsonObject>
  /** Those that records name. */
  readonly recorded: readonly PendingObject[]
  /** Whether a path is rendered or held, so that its object is there again. */
  readonly isThere: (path: string) => boolean
  /** What agents do with an object, by what is known of its content and of who applied it. */
  readonly stateOf: (
    path: string,
    applied: Pick<PendingObject, 'units'> & { readonly object: JsonObject },
  ) => 'deleted' | 'pending' | 'uncertain' | 'settled'
  /** Who applied what goes with this change; undefined where nobody knows. */
  readonly unitsOf: (path: string) => PendingObject['units']
}

/** The answer; every list is sorted by path. */
export interface PendingDecision {
  /** What agents still have, to be recorded. */
  readonly pending: readonly PendingObject[]
  /** What of that goes with this change. */
  readonly postponed: readonly PendingObject[]
  /** What was recorded, and agents delete now, or may. */
  readonly released: readonly PendingObject[]
}

/**
 * Decides what agents still have of objects whose files went: they refuse a directory that is empty, and delete what they
 * applied from there once something is placed in it again. An object that comes back is no deletion.
 */
export function decidePending(question: PendingQuestion): PendingDecision {
  const { gone, recorded, isThere, stateOf, unitsOf } = question
  const own = [...gone]
    .filter(([path]) => !isThere(path))
    .map(([path, object]) => ({
      state: stateOf(path, { object }),
      each: identify(path, object, unitsOf(path)),
    }))
  const left = recorded
    .filter(({ path }) => !isThere(path) && !gone.has(path))
    .map((each) => {
      const { units = unitsOf(each.path) } = each
      const state = stateOf(each.path, { object: leastObject(each), ...(units && { units }) })
      return { state, each: { ...each, ...(units && { units }) } }
    })
  return {
    pending: inStates([...left, ...own], 'pending', 'uncertain'),
    postponed: inStates(own, 'pending'),
    released: inStates(left, 'deleted', 'uncertain'),
  }
}

function inStates(
  judged: readonly { readonly state: PendingState; readonly each: PendingObject }[],
  ...states: readonly PendingState[]
): readonly PendingObject[] {
  return sorted(judged.filter(({ state }) => states.includes(state)).map(({ each }) => each))
}

/** The object as a record names it. */
function identify(path: string, object: JsonObject, units: PendingObject['units']): PendingObject {
  const metadata = getOwn(object, 'metadata')
  const { namespace, name } = isObject(metadata) ? metadata : {}
  return {
    path,
    apiVersion: String(object['apiVersion']),
    kind: String(object['kind']),
    ...(typeof namespace === 'string' && { namespace }),
    name: String(name),
    ...(units && { units }),
  }
}

/** Sorted by path, each object once for each of those that applied it. */
function sorted(objects: readonly PendingObject[]): readonly PendingObject[] {
  const byKey = new Map(objects.map((each) => [JSON.stringify([each.path, each.units]), each]))
  return [...byKey]
    .sort(([left, { path }], [right, other]) => compareText(path, other.path) || compareText(left, right))
    .map(([, each]) => each)
}

/** The objects by the directory of their cluster. */
export function pendingByCluster(
  objects: readonly PendingObject[],
): ReadonlyMap<string, readonly PendingObject[]> {
  return groupBy(objects, ({ path }) => readOutputPath(path).cluster ?? '')
}

/** The files that record what agents still have: one for each cluster where that is anything. */
export function recordFiles(pending: readonly PendingObject[]): readonly RenderedFile[] {
  return [...pendingByCluster(pending)].map(([directory, objects]) => ({
    path: recordPath(directory),
    text: objectText(recordObject(directory, objects), explanation),
  }))
}

/** The text of one record that names what several of one cluster do, each object once. */
export function mergeRecords(objects: readonly PendingObject[]): string | undefined {
  return recordFiles(sorted(objects))[0]?.text
}

const explanation =
  'Agents still have these objects, and delete them once what applied them, an Application or a Kustomization, finds a file again.'

/** Tools that apply a whole directory are asked to leave a record out (kpt.dev: local-config). */
function recordObject(directory: string, objects: readonly PendingObject[]): JsonObject {
  return {
    apiVersion: 'fedrender.dev/v1alpha1',
    kind: 'PendingDeletions',
    metadata: {
      name: nameOfSegment(directory),
      annotations: { 'config.kubernetes.io/local-config': 'true' },
    },
    objects: objects.map(({ path, ...names }) => ({
      path: path.slice(inClusterDirectory(directory, '').length),
      ...names,
    })),
  }
}

/** The objects that a record names; of a record that somebody changed by hand, those that can be read. */
export function readRecord(directory: string, record: JsonObject | undefined): readonly PendingObject[] {
  return entriesOf(record).flatMap((entry) => readEntry(directory, entry))
}

/** Whether every entry of a record, one at least, is as fedrender writes it. */
export function isReadableRecord(directory: string, record: JsonObject | undefined): boolean {
  const entries = entriesOf(record)
  return entries.length > 0 && entries.every((entry) => readEntry(directory, entry).length > 0)
}

function entriesOf(record: JsonObject | undefined): readonly Json[] {
  const objects = record && getOwn(record, 'objects')
  return isArray(objects) ? objects : []
}

function readEntry(directory: string, entry: Json): readonly PendingObject[] {
  if (!isObject(entry)) return []
  const { path: below, apiVersion, kind, namespace, name, units } = entry
  if (typeof below !== 'string' || typeof apiVersion !== 'string') return []
  if (typeof kind !== 'string' || typeof name !== 'string') return []
  if (namespace !== undefined && typeof namespace !== 'string') return []
  if (units !== undefined && !isTexts(units)) return []
  const path = inClusterDirectory(directory, below)
  if (!isPathOf(path, { namespace, name })) return []
  return [
    { path, apiVersion, kind, ...(namespace !== undefined && { namespace }), name, ...(units && { units }) },
  ]
}

function isTexts(value: Json): value is Readonly<Record<string, string>> {
  return isObject(value) && Object.values(value).every((each) => typeof each === 'string')
}

/** Whether an object of these names has its file at this path of a cluster, so that no path leads anywhere else. */
function isPathOf(
  path: string,
  names: { readonly namespace: string | undefined; readonly name: string },
): boolean {
  const { type, namespace, name: file } = readOutputPath(path)
  if (file === undefined || [type, namespace ?? 'none'].some((each = '') => /^\.*$/.test(each))) return false
  const isNamed = nameOfSegment(file) === names.name || `${file}.yaml` === pathSegment(names.name, '.yaml')
  return isNamed && (namespace && nameOfSegment(namespace)) === names.namespace
}

/** The least object of a name, where no more is known of it. */
export function leastObject({ apiVersion, kind, namespace, name }: PendingObject): JsonObject {
  return { apiVersion, kind, metadata: { ...(namespace !== undefined && { namespace }), name } }
}

import { createPendingJudge, type PendingJudge } from '../../agents/pending-state.ts'
import { appliersOf, type DeliveredFleet } from '../../agents/removal.ts'
import type { PrunedFile } from '../../model/change-set.ts'
import type { JsonObject } from '../../model/json.ts'
import { readOutputPath, recordedCluster } from '../../output/layout.ts'
import { decidePending, readRecord, type PendingDecision } from '../../output/pending-objects.ts'
import { isGuardedType } from '../../output/prune-reasons.ts'
import { parse } from '../../stages/parse/parse.ts'

/** What agents still have, and what of the files that go they keep although the guard asks about their types. */
export interface FoundPending extends PendingDecision {
  /** Paths in the output directory. */
  readonly kept: readonly string[]
}

/** Reads what a file of an earlier output held; several texts where outputs differ in a record. */
export type EarlierTexts = (file: PrunedFile) => readonly string[]

/**
 * Decides what agents still have by the files of an earlier output that go, and by its records; undefined for none of either.
 * Where no agent is known, nobody is known to refuse an empty directory, so that only what was recorded before is still
 * recorded.
 *
 * @param there the paths of all that is rendered or held
 */
export function findPending(
  { pruned, textsOf }: { readonly pruned: readonly PrunedFile[]; readonly textsOf: EarlierTexts },
  delivered: DeliveredFleet,
  there: ReadonlySet<string>,
): FoundPending | undefined {
  const records = pruned.filter(({ path }) => recordedCluster(path) !== undefined)
  const objects = appliersOf(delivered).length > 0 ? pruned.filter(isObjectThatGoes) : []
  if (records.length + objects.length === 0) return undefined
  const judge = createPendingJudge(delivered, there)
  const read = (file: PrunedFile): JsonObject | undefined => readObject(file.path, textsOf(file)[0])
  const gone = objects
    .filter(({ path }) => !['deleted', 'settled'].includes(judge.stateOf(path, {})))
    .flatMap((file): readonly [string, JsonObject][] => {
      const object = read(file)
      return object === undefined ? [] : [[file.path, object]]
    })
  const recorded = records.flatMap((file) =>
    textsOf(file).flatMap((text) =>
      readRecord(recordedCluster(file.path) ?? '', readObject(file.path, text)),
    ),
  )
  const isThere = (path: string): boolean => there.has(path)
  const decision = decidePending({ ...judge, gone: new Map(gone), recorded, isThere })
  return { ...decision, kept: findKept(objects, judge, read) }
}

/** Of the files that go and whose types the guard asks about, those whose objects agents leave. */
function findKept(
  objects: readonly PrunedFile[],
  { removalOf }: PendingJudge,
  read: (file: PrunedFile) => JsonObject | undefined,
): readonly string[] {
  const kept = objects.filter((file) => {
    if (!isGuardedType(readOutputPath(file.path).type)) return false
    const object = read(file)
    const removal = removalOf(file.path, { ...(object && { object }) })
    return removal === 'kept' || removal === 'untouched'
  })
  return kept.map(({ path }) => path)
}

function isObjectThatGoes({ path, movedTo }: PrunedFile): boolean {
  const { cluster, name } = readOutputPath(path)
  return movedTo === undefined && cluster !== undefined && name !== undefined
}

function readObject(path: string, text: string | undefined): JsonObject | undefined {
  const [{ manifests }] = parse(text === undefined ? [] : [{ path, text }])
  return manifests[0]?.value
}

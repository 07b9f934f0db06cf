import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { passesWaves } from '../../kubefed/managed-label.ts'
import { noMemo, type Memo } from '../../memo/memo.ts'
import type { FederatedObject } from '../../model/federation.ts'
import { valueAt } from '../../model/place.ts'
import type { ReplicaDivision } from '../../model/render-plan.ts'
import { shortCommit, type Wave } from '../../model/wave.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import { scheduleObject } from '../plan/scheduling/schedule-object.ts'
import { clustersOf, objectKey, type DeclaredSource } from './wave-sources.ts'

/** The divisions that objects of one source get in place of their own; undefined where none divides. */
export type KeptDivisions = ReadonlyMap<FederatedObject, ReplicaDivision | undefined>

/** An object in the sources of one commit, with what divides its replicas there. */
interface Divided {
  readonly source: DeclaredSource
  readonly object: FederatedObject
  readonly division: ReplicaDivision | undefined
}

/**
 * The divisions that count in place of a source's own, for each source. Where the commits of several waves divide the
 * replicas of an object otherwise, the oldest division counts in all of them: shares of two divisions add up to neither total. Reports
 * `wave-preference-kept`.
 */
export function keepDivisions(
  sources: readonly DeclaredSource[],
  waves: readonly Wave[],
  memo: Pick<Memo, 'remember'> = noMemo,
): DiagnosticResult<readonly KeptDivisions[]> {
  const diagnostics: Diagnostic[] = []
  const owned = new Map(sources.map((each) => [each, clustersOf(each.held, waves)]))
  const kept = new Map(sources.map((each) => [each, new Map<FederatedObject, ReplicaDivision | undefined>()]))
  for (const objects of objectsWithPreference(sources).values()) {
    const [newest] = objects
    if (newest === undefined || (newest.source.held === undefined && passesWaves(newest.object.manifest)))
      continue
    const divided = objects.map(({ source, object }) => ({
      source,
      object,
      division: divide(source, object, memo),
    }))
    const candidates = new Set(
      divided.flatMap(({ division }) => [...(division?.schedule?.replicas.keys() ?? [])]),
    )
    const spanned = divided.filter(({ source }) => owned.get(source)?.some((each) => candidates.has(each)))
    const oldest = spanned.reduce<Divided | undefined>(older, undefined)
    if (oldest === undefined) continue
    const others = spanned.filter((each) => !isEqualDivision(each.division, oldest.division))
    for (const { source, object } of others) kept.get(source)?.set(object, oldest.division)
    if (others.length > 0) diagnostics.push(report(oldest, others, spanned))
  }
  return [sources.map((each) => kept.get(each) ?? new Map()), diagnostics]
}

/** The objects that a preference divides in one source at least, in each source that has them. */
function objectsWithPreference(
  sources: readonly DeclaredSource[],
): ReadonlyMap<string, readonly Pick<Divided, 'source' | 'object'>[]> {
  const keys = new Set(sources.flatMap(({ federation }) => [...federation.preferences.keys()].map(objectKey)))
  const found = new Map([...keys].map((key): [string, Pick<Divided, 'source' | 'object'>[]] => [key, []]))
  if (keys.size === 0) return found
  for (const source of sources) {
    for (const object of source.federation.federatedObjects)
      found.get(objectKey(object))?.push({ source, object })
  }
  return found
}

function divide(
  { federation, scheduling }: DeclaredSource,
  object: FederatedObject,
  { remember }: Pick<Memo, 'remember'>,
): ReplicaDivision | undefined {
  return remember('division', object, { federation, scheduling }, (view) => {
    const preference = view.federation.preferences.get(object)
    return preference && scheduleObject(object, preference, view.federation, view.scheduling, () => {})
  })
}

/** Of two commits as far back the later wave's counts as older. */
function older(oldest: Divided | undefined, each: Divided): Divided {
  const back = ({ source: { held } }: Divided): number => held?.back ?? -1
  return oldest === undefined || back(each) >= back(oldest) ? each : oldest
}

function isEqualDivision(left: ReplicaDivision | undefined, right: ReplicaDivision | undefined): boolean {
  if (left === undefined || right === undefined) return left === right
  return describe(left) === describe(right)
}

function describe({ schedule }: ReplicaDivision): string {
  return JSON.stringify(schedule && [[...schedule.replicas].sort(), schedule.placed])
}

function report(oldest: Divided, others: readonly Divided[], spanned: readonly Divided[]): Diagnostic {
  const { held } = oldest.source
  const newest = spanned[0]
  const waiting = spanned.filter(
    ({ source, division }) => source.held !== undefined && !isEqualDivision(division, newest?.division),
  )
  const manifest = others[0]?.division?.preference.manifest ?? newest?.object.manifest
  const parameters = {
    name: qualifiedName(oldest.object),
    waves: waiting.flatMap(({ source }) => source.held?.waves ?? []),
    commit: held && shortCommit(held.commit),
  }
  const at = manifest && valueAt(manifest, '/metadata/name')
  return createDiagnostic('wave-preference-kept', parameters, { ...(at && { at }) })
}

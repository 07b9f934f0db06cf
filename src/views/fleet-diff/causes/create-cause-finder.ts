import { locate } from '../../../diagnostics/locate.ts'
import { compareText } from '../../../model/compare-text.ts'
import type { Cause } from '../../../model/fleet-diff.ts'
import type { SourceDifference } from './compare-manifests.ts'
import type { ComparedSources } from './compared-sources.ts'
import { createDependencyFinder, type Role } from './dependencies.ts'
import { findDifferingSources } from './differing-sources.ts'
import { effectOf, type ChangeToExplain, type Effect } from './effect.ts'
import type { ManifestPair } from './pair-manifests.ts'
import { isRelevant } from './relevance.ts'

/** Finds the lines of the sources that made a change, of `base` and of `head`; sorted by file and line, each once. */
export type FindCauses = (change: ChangeToExplain) => readonly Cause[]

/**
 * Finds what made the fleet of one side that of the other. What is rendered is a function of the sources, so whatever
 * differs there came of what differs here: of the manifests on which an object depends, the fields that can have had
 * this effect; where none of them can, all that differs in these manifests; where nothing does, all that differs at
 * all. So a change has no causes only where the sources are the same.
 */
export function createCauseFinder(base: ComparedSources, head: ComparedSources): FindCauses {
  const sources = findDifferingSources(base, head)
  const findDependencies = [base, head].map(({ plan }) => createDependencyFinder(plan))
  return (change) => {
    const dependencies = findDependencies.flatMap((find) => find(change.object))
    const effect = effectOf(change, dependencies)
    const own = dependencies.flatMap(({ role, manifest }) => {
      const pair = sources.pairOf(manifest)
      return pair ? [{ role, pair }] : []
    })
    const shared = sources.shared(effect, change.object.namespace)
    const differences = [...own, ...shared].flatMap(({ role, pair }) =>
      sources.differencesOf(pair).map((difference) => ({ role, pair, difference })),
    )
    const relevant = differences.filter((each) => canHaveHad(effect, each))
    const chosen = relevant.length > 0 ? relevant : differences
    return inOrder(chosen.length > 0 ? chosen.flatMap(({ difference }) => difference.causes) : sources.all())
  }
}

interface RoleDifference {
  readonly role: Role
  readonly pair: ManifestPair
  readonly difference: SourceDifference
}

function canHaveHad(effect: Effect, { role, pair: { base, head }, difference }: RoleDifference): boolean {
  const { basePointer, headPointer } = difference
  return (
    (base !== undefined &&
      basePointer !== undefined &&
      isRelevant(effect, role, { value: base.value, pointer: basePointer })) ||
    (head !== undefined &&
      headPointer !== undefined &&
      isRelevant(effect, role, { value: head.value, pointer: headPointer }))
  )
}

function inOrder(causes: readonly Cause[]): readonly Cause[] {
  const lines = new Map<string, { readonly cause: Cause; readonly path: string; readonly line: number }>()
  for (const cause of causes) {
    const { file, line, endLine } = locate(cause.at)
    const key = `${cause.side}\n${file.path}\n${line}\n${endLine}`
    if (!lines.has(key)) lines.set(key, { cause, path: file.path, line })
  }
  return [...lines.values()]
    .sort(
      (left, right) =>
        compareText(left.path, right.path) ||
        left.line - right.line ||
        compareText(left.cause.side, right.cause.side),
    )
    .map(({ cause }) => cause)
}

import type { FederatedObject } from '../../../model/federation.ts'
import type { Cause } from '../../../model/fleet-diff.ts'
import type { Manifest } from '../../../model/manifest.ts'
import type { ComparedSources } from './compared-sources.ts'
import { fieldsOf, type SourceDifference } from './compare-manifests.ts'
import { createDependencyFinder } from './dependencies.ts'
import { findDifferingSources, type DifferingSources, type RolePair } from './differing-sources.ts'
import { eachLineOnce } from './each-line-once.ts'
import { effectOf, type ChangeToExplain } from './effect.ts'
import { indexDifferences, type FindDifferences } from './index-differences.ts'
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
  const { differencesOf } = sources
  const objects = federatedObjects(base, head)
  const indexes = new Map<ManifestPair, FindDifferences>()
  const concerning = (pair: ManifestPair): FindDifferences => {
    const index = indexes.get(pair) ?? indexDifferences(pair, differencesOf(pair), objects)
    indexes.set(pair, index)
    return index
  }
  const allOf = createAllFinder(sources)
  const findDependencies = [base, head].map(({ plan }) => createDependencyFinder(plan))
  return (change) => {
    const dependencies = findDependencies.flatMap((find) => find(change.object))
    const effect = effectOf(change, dependencies)
    const own = dependencies.flatMap(({ role, manifest }) => {
      const pair = sources.pairOf(manifest)
      return pair ? [{ role, pair }] : []
    })
    const shared = sources.shared(effect, change.object.namespace)
    const pairs = [...own, ...shared]
    const relevant = listsOf(
      pairs,
      ({ role, pair }) => (role === 'object' ? concerning(pair)(effect.clusters) : differencesOf(pair)),
      ({ role, pair }, difference) =>
        fieldsOf(pair, difference).some((each) => isRelevant(effect, role, each, objects.get(each.manifest))),
    )
    return relevant.length > 0 ? eachLineOnce(relevant.flat()) : allOf(pairs)
  }
}

/** Gives all that differs in pairs, or at all; changes that depend on the same pairs share one list. */
function createAllFinder({
  differencesOf,
  all,
}: DifferingSources): (pairs: readonly RolePair[]) => readonly Cause[] {
  const known = new Map<string, readonly Cause[]>()
  const numbers = new Map<ManifestPair, number>()
  const numberOf = (pair: ManifestPair): number => {
    const number = numbers.get(pair) ?? numbers.size
    numbers.set(pair, number)
    return number
  }
  return (pairs) => {
    const key = pairs.map(({ pair }) => numberOf(pair)).join(' ')
    const found = known.get(key)
    if (found) return found
    const lists = listsOf(pairs, ({ pair }) => differencesOf(pair))
    const causes = eachLineOnce(lists.length > 0 ? lists.flat() : all())
    known.set(key, causes)
    return causes
  }
}

/** The lists of causes of the differences that are wanted, each list once: many differences may share one. */
function listsOf(
  pairs: readonly RolePair[],
  differencesOf: (pair: RolePair) => readonly SourceDifference[],
  isWanted: (pair: RolePair, difference: SourceDifference) => boolean = () => true,
): readonly (readonly Cause[])[] {
  const lists = new Set<readonly Cause[]>()
  for (const each of pairs) {
    for (const difference of differencesOf(each)) {
      if (isWanted(each, difference)) lists.add(difference.causes)
    }
  }
  return [...lists]
}

/** The federated object that each manifest of either side is. */
function federatedObjects(...sides: readonly ComparedSources[]): ReadonlyMap<Manifest, FederatedObject> {
  return new Map(
    sides.flatMap(({ plan }) =>
      plan.federation.federatedObjects.map((each) => [each.manifest, each] as const),
    ),
  )
}

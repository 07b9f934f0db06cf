import { locate } from '../../../diagnostics/locate.ts'
import { compareText } from '../../../text/compare-text.ts'
import type { FederatedObject } from '../../../model/federation.ts'
import type { Cause } from '../../../model/fleet-diff.ts'
import type { Manifest } from '../../../model/manifest.ts'
import type { ComparedSources } from './compared-sources.ts'
import { createDependencyFinder } from './dependencies.ts'
import { findDifferingSources } from './differing-sources.ts'
import { effectOf, type ChangeToExplain } from './effect.ts'
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
  const objects = federatedObjects(base, head)
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
      sources.differencesOf(pair).map(({ fields, causes }) => ({ role, fields, causes })),
    )
    const relevant = differences.filter(({ role, fields }) =>
      fields.some((each) => isRelevant(effect, role, each, objects.get(each.manifest))),
    )
    const chosen = relevant.length > 0 ? relevant : differences
    return inOrder(chosen.length > 0 ? chosen.flatMap(({ causes }) => causes) : sources.all())
  }
}

/** The federated object that each manifest of either side is. */
function federatedObjects(...sides: readonly ComparedSources[]): ReadonlyMap<Manifest, FederatedObject> {
  return new Map(
    sides.flatMap(({ plan }) =>
      plan.federation.federatedObjects.map((each) => [each.manifest, each] as const),
    ),
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

import { type Diagnostic, createDiagnostic } from '../../diagnostics/diagnostic.ts'
import { hasErrors, applySeverities } from '../../diagnostics/severities.ts'
import { groupKindOf } from '../../kubernetes/group-kind.ts'
import type { Adoption } from '../../model/adoption.ts'
import type { Fleet } from '../../model/fleet.ts'
import { rememberReadings } from '../../stages/parse/remember-readings.ts'
import { compareText } from '../../text/compare-text.ts'
import { adoptFleet } from '../../views/adopt/adopt-fleet.ts'
import { findFieldCauses } from '../../views/adopt/field-causes.ts'
import type { LiveObjects } from '../../views/adopt/live-objects.ts'
import { compileRepository } from '../repository/compile-repository.ts'
import type { RepositoryOptions } from '../repository/repository.ts'
import { originsInWaves } from '../waves/origins-in-waves.ts'
import type { Workspace } from '../workspace.ts'
import { readObservedObjects } from './read-observed.ts'

/** How a repository is compared with what runs. */
export interface AdoptRepositoryOptions extends RepositoryOptions {
  /** The directory of what runs. Default: what the repository has observed. */
  readonly observed?: string
  /** Whether objects in error are left out of the comparison, in place of there being none. Default: false. */
  readonly keepGoing?: boolean
}

/** What applying a repository would change in what runs. */
export interface AdoptedRepository {
  /** Absent where errors closed the gate, or where what was observed is in error. */
  readonly adoption?: Adoption
  /** With the configured severities. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Compares what is rendered with what runs: a folder or file for each cluster in `observed`, or what the repository has
 * observed. Reports what compiling and `readObservedObjects` do, `adopt-cluster-unobserved` and `adopt-kind-unobserved`.
 */
export function adoptRepository(
  workspace: Workspace,
  directory: string,
  { observed: named, ...options }: AdoptRepositoryOptions,
): AdoptedRepository {
  const readFile = rememberReadings()
  const { repository, result, diagnostics } = compileRepository(workspace, directory, {
    ...options,
    readFile,
  })
  const fleet = result?.fleet
  if (fleet === undefined || (hasErrors(diagnostics) && options.keepGoing !== true)) return { diagnostics }
  const { config } = repository
  const [observed, reading] = readObservedObjects(workspace, fleet.clusters, {
    directory: named,
    files: repository.observed,
    readFile,
  })
  const adoption = adoptFleet(fleet, observed, {
    causesOf: findFieldCauses(fleet, originsInWaves(result, config)),
  })
  const found = [...reading, ...(observed.size === 0 ? [] : unknownPlaces(fleet, observed, adoption))]
  const judged = applySeverities(found, config.severities, false)
  const all = [...diagnostics, ...judged]
  // What was observed in error says nothing about what runs.
  return hasErrors(judged) ? { diagnostics: all } : { adoption, diagnostics: all }
}

/** The clusters, and the kinds of clusters, of which the dump holds nothing. */
function unknownPlaces(
  { objects }: Fleet,
  observed: ReadonlyMap<string, LiveObjects>,
  { unobserved }: Adoption,
): readonly Diagnostic[] {
  const wanted = new Map([...observed.keys()].map((cluster) => [cluster, new Set<string>()]))
  for (const { object, clusters } of objects.flatMap(({ variants }) => variants)) {
    const kind = groupKindOf(object)
    for (const cluster of clusters) wanted.get(cluster)?.add(kind)
  }
  const ofKinds = [...observed].flatMap(([cluster, live]) => {
    const known = new Set([...live.values()].map(groupKindOf))
    const kinds = [...(wanted.get(cluster) ?? [])].filter((kind) => !known.has(kind)).sort(compareText)
    return kinds.length === 0 ? [] : [createDiagnostic('adopt-kind-unobserved', { cluster, kinds })]
  })
  return [
    ...unobserved.map((cluster) => createDiagnostic('adopt-cluster-unobserved', { cluster })),
    ...ofKinds,
  ]
}

import { Option } from 'commander'
import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { applySeverities } from '../../diagnostics/severities.ts'
import { groupKindOf } from '../../kubernetes/group-kind.ts'
import { compareText } from '../../text/compare-text.ts'
import type { Adoption } from '../../model/adoption.ts'
import type { Fleet } from '../../model/fleet.ts'
import { rememberReadings } from '../../stages/parse/remember-readings.ts'
import { fieldOrigins } from '../../stages/plan/field-origins.ts'
import { adoptFleet } from '../../views/adopt/adopt-fleet.ts'
import { findFieldCauses } from '../../views/adopt/field-causes.ts'
import { formatAdoptionJson } from '../../views/adopt/format-json.ts'
import { formatAdoption } from '../../views/adopt/format-text.ts'
import type { LiveObjects } from '../../views/adopt/live-objects.ts'
import { deliverGroup, type CommandLine } from '../command-line.ts'
import { compileRepository } from '../compile-repository.ts'
import { exitDifference, exitDone, exitError } from '../exit-code.ts'
import { addRepository } from '../options.ts'
import { readObservedObjects } from '../read-observed.ts'
import { hasErrors } from '../report-diagnostics.ts'
import { tellDiagnostics } from '../tell-diagnostics.ts'
import type { Terminal } from '../terminal.ts'
import type { RepositoryOptions } from '../repository.ts'

/** How an adoption is written. */
type AdoptionFormat = 'text' | 'json'

const adoptionFormats: readonly AdoptionFormat[] = ['text', 'json']

/** The options of `fedrender adopt`. */
interface AdoptOptions extends RepositoryOptions {
  readonly observed?: string
  readonly output: AdoptionFormat
}

/** Adds `adopt`. */
export function addAdopt({ terminal, exit, add }: CommandLine): void {
  const adopt = add({
    name: 'adopt',
    group: deliverGroup,
    summary: 'proves that what is rendered is what runs, before it is applied in place of KubeFed',
    example: 'fedrender adopt --observed dump/',
  })
  addRepository(adopt)
    .option('--observed <dir>', 'what runs, a folder or file for each cluster (default: as for render)')
    .addOption(
      new Option('-o, --output <format>', 'how the result is written')
        .choices(adoptionFormats)
        .default('text'),
    )
    .action((directory: string, options: AdoptOptions) => exit(runAdopt(terminal, directory, options)))
}

/**
 * Shows what applying the rendered objects would change in what runs. Exit 1 where it changes anything, where something
 * would be left behind, or where nothing was observed in a cluster; and 2 on errors.
 */
function runAdopt(terminal: Terminal, directory: string, options: AdoptOptions): number {
  const readFile = rememberReadings()
  const { repository, result, diagnostics } = compileRepository(terminal, directory, { ...options, readFile })
  const fleet = result?.fleet
  if (fleet === undefined || hasErrors(diagnostics)) {
    tellDiagnostics(terminal, diagnostics)
    return exitError
  }
  const { config } = repository
  const [observed, reading] = readObservedObjects(terminal, fleet.clusters, {
    directory: options.observed,
    files: repository.observed,
    readFile,
  })
  const adoption = adoptFleet(fleet, observed, {
    causesOf: findFieldCauses(fleet, (plan, cluster) => fieldOrigins(plan, cluster, config)),
  })
  const found = [...reading, ...(observed.size === 0 ? [] : unknownPlaces(fleet, observed, adoption))]
  const all = [...diagnostics, ...applySeverities(found, config.severities, false)]
  tellDiagnostics(terminal, all)
  if (hasErrors(all)) return exitError
  terminal.writeOutput(
    options.output === 'json' ? formatAdoptionJson(adoption) : formatAdoption(adoption, terminal.colorOutput),
  )
  const { diff, leftBehind, unobserved } = adoption
  return diff.changes.length + leftBehind.length + unobserved.length > 0 ? exitDifference : exitDone
}

/** The clusters, and the kinds of clusters, of which the dump says nothing. */
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

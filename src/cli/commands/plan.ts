import { InvalidArgumentError } from 'commander'
import { compileRepository } from '../../app/repository/compile-repository.ts'
import type { RepositoryOptions } from '../../app/repository/repository.ts'
import { compareMethods } from '../../app/what-if/compare-methods.ts'
import { schedulingCatalog } from '../../diagnostics/catalog/scheduling.ts'
import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import type { FederatedObject } from '../../model/federation.ts'
import type { RenderPlan } from '../../model/render-plan.ts'
import type { WhatIf } from '../../stages/plan/scheduling/what-if.ts'
import { nearest } from '../../text/nearest.ts'
import { formatCompared } from '../../views/compare-divisions.ts'
import { isCalled, objectFilter } from '../../views/object-filter.ts'
import { formatReplicas, type ReplicaTable, replicaTables } from '../../views/replicas.ts'
import { reportUnknownCluster } from '../../views/report-unknown-cluster.ts'
import { type CommandLine, reviewGroup } from '../command-line.ts'
import { valueArgument, valueOption } from '../completion/value-source.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { sharedOption } from '../options/grammar.ts'
import { addObjectOptions, type ObjectOptions } from '../options/object-options.ts'
import { outputOption } from '../options/output-format.ts'
import { addRepositoryOptions, collect, parseCount } from '../options/repository-options.ts'
import { formatData } from '../results/format-data.ts'
import { printDiagnostics, printErrors } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The options of `fedrender plan`. */
interface PlanOptions extends RepositoryOptions, ObjectOptions {
  readonly dir: string
  readonly output: PlanFormat
  readonly total?: number
  readonly without?: readonly string[]
  readonly capacity?: ReadonlyMap<string, number>
  readonly compare?: boolean
}

/** How the division is printed. */
type PlanFormat = (typeof planFormats)[number]

const planFormats = ['text', 'json', 'yaml'] as const

/** Adds `plan`. */
export function addPlan({ terminal, exit, add, noteOld }: CommandLine): void {
  const plan = add({
    name: 'plan',
    group: reviewGroup,
    summary: 'shows how replicas are divided among clusters, and how they would be if',
    example: 'fedrender plan shop/web --without eu-west --total 12',
  })
  addObjectOptions(addRepositoryOptions(plan))
    .addArgument(
      valueArgument(
        '[namespace/name]',
        'the one object to show, or TYPE/NAME as deploy/web (default: every one with a preference)',
        'preferences',
      ),
    )
    .addOption(
      sharedOption('previous', 'the earlier output, where the current replicas come from the last render'),
    )
    .addOption(valueOption('--total <count>', 'as if totalReplicas were this', 'text').argParser(parseCount))
    .addOption(sharedOption('without', 'as if this cluster were not ready (repeatable)').argParser(collect))
    .addOption(
      valueOption(
        '--capacity <cluster=count>',
        'as if this cluster could hold so many (repeatable)',
        'clusters',
      ).argParser(collectCapacity),
    )
    .option('--compare', 'by KubeFed and by the monotone division, and what moves where it is switched')
    .addOption(outputOption({ noteOld }, planFormats))
    .action((name: string | undefined, options: PlanOptions) => exit(runPlan(terminal, name, options)))
}

/**
 * Shows how replicas are divided, of every preference or of one, and how they would be if something were otherwise.
 * Exit 2 where the sources are in error, or where no preference has the name.
 */
function runPlan(terminal: Terminal, name: string | undefined, options: PlanOptions): number {
  const isAsked = (object: FederatedObject): boolean => name === undefined || isCalled(name, object)
  const { result, diagnostics } = compileRepository(terminal, options.dir, {
    ...options,
    whatIf: whatIfOf(isAsked, options),
  })
  if (result === undefined) {
    printDiagnostics(terminal, diagnostics)
    return exitError
  }
  const { plan } = result
  const [filter, unknown] = objectFilter(options, plan.federation)
  const asked = { ...plan, objects: plan.objects.filter(({ federatedObject }) => isAsked(federatedObject)) }
  const tables = replicaTables(asked, filter)
  const wrong = [...unknown, ...unknownClusters(options, plan), ...unknownPreference(name, tables, plan)]
  printErrors(terminal, [...diagnostics, ...wrong], ({ code }) => code in schedulingCatalog)
  if (wrong.length > 0) return exitError
  if (tables.length === 0) terminal.writeNote('no ReplicaSchedulingPreference divides replicas here\n')
  const { output, compare = false } = options
  if (compare) {
    const objects = result.planned.objects.filter(({ federatedObject }) => isAsked(federatedObject))
    const compared = compareMethods(result, objects, filter)
    print(terminal, output, compared, formatCompared)
  } else print(terminal, output, tables, formatReplicas)
  return hasErrors(diagnostics) ? exitError : exitDone
}

function print<Shown extends object>(
  { screen, writeOutput }: Terminal,
  output: PlanFormat,
  shown: Shown,
  format: (shown: Shown, screen: Terminal['screen']) => string,
): void {
  writeOutput(output === 'text' ? format(shown, screen) : formatData(shown, output))
}

function whatIfOf(
  isAsked: (object: FederatedObject) => boolean,
  { total, without, capacity }: PlanOptions,
): WhatIf {
  return {
    isAsked,
    ...(total !== undefined && { totalReplicas: total }),
    ...(without && { without }),
    ...(capacity && { capacity }),
  }
}

function unknownClusters(
  { without = [], capacity }: PlanOptions,
  { federation: { clusters } }: RenderPlan,
): readonly Diagnostic[] {
  return [...without, ...(capacity?.keys() ?? [])]
    .filter((name) => !clusters.some((cluster) => cluster.name === name))
    .map((name) => reportUnknownCluster(name, clusters))
}

function unknownPreference(
  name: string | undefined,
  tables: readonly ReplicaTable[],
  plan: RenderPlan,
): readonly Diagnostic[] {
  if (name === undefined || tables.length > 0) return []
  const known = replicaTables(plan).map((each) => each.name)
  return [createDiagnostic('preference-not-found', { name, nearest: nearest(name, known) })]
}

function collectCapacity(
  value: string,
  earlier: ReadonlyMap<string, number> | undefined,
): ReadonlyMap<string, number> {
  const [cluster = '', count = '', ...rest] = value.split('=')
  if (cluster === '' || rest.length > 0) throw new InvalidArgumentError('It must be CLUSTER=COUNT.')
  return new Map([...(earlier ?? []), [cluster, parseCount(count)]])
}

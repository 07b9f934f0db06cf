import { InvalidArgumentError } from 'commander'
import { compileRepository } from '../../app/repository/compile-repository.ts'
import type { RepositoryOptions } from '../../app/repository/repository.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import type { RenderPlan } from '../../model/render-plan.ts'
import type { WhatIf } from '../../stages/plan/scheduling/what-if.ts'
import { formatReplicas, replicaTables } from '../../views/replicas.ts'
import { reviewGroup, type CommandLine } from '../command-line.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { formatData, type OutputFormat } from '../options/output-format.ts'
import { addRepositoryOptions, collect, outputOption } from '../options/repository-options.ts'
import { printDiagnostics } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The options of `fedrender plan`. */
interface PlanOptions extends RepositoryOptions {
  readonly dir: string
  readonly output: OutputFormat
  readonly total?: number
  readonly without?: readonly string[]
  readonly capacity?: ReadonlyMap<string, number>
}

/** Adds `plan`. */
export function addPlan({ terminal, exit, add }: CommandLine): void {
  const plan = add({
    name: 'plan',
    group: reviewGroup,
    summary: 'shows how replicas are divided among clusters, and how they would be if',
    example: 'fedrender plan shop/web --without eu-west --total 12',
  })
  addRepositoryOptions(plan)
    .argument('[namespace/name]', 'the one object to show (default: every one with a preference)')
    .option('--dir <dir>', 'the repository', '.')
    .option(
      '--previous <ref|dir>',
      'the earlier output, where the current replicas come from the last render',
    )
    .option('--total <count>', 'as if totalReplicas were this', parseCount)
    .option('--without <cluster>', 'as if this cluster were not ready (repeatable)', collect)
    .option(
      '--capacity <cluster=count>',
      'as if this cluster could hold so many (repeatable)',
      collectCapacity,
    )
    .addOption(outputOption())
    .action((name: string | undefined, options: PlanOptions) => exit(runPlan(terminal, name, options)))
}

/**
 * Shows how replicas are divided, of every preference or of one, and how they would be if something were otherwise.
 * Exit 2 where the sources are in error, or where no preference has the name.
 */
function runPlan(terminal: Terminal, name: string | undefined, options: PlanOptions): number {
  const { dir, output, ...others } = options
  const { result, diagnostics } = compileRepository(terminal, dir, {
    ...others,
    whatIf: whatIfOf(name, options),
  })
  printDiagnostics(terminal, diagnostics)
  if (result === undefined) return exitError
  const unknown = unknownCluster(options, result.plan)
  if (unknown !== undefined) return refuse(terminal, `No KubeFedCluster is called ${unknown}.`)
  const tables = replicaTables(result.plan, name)
  if (name !== undefined && tables.length === 0) {
    return refuse(terminal, `No ReplicaSchedulingPreference divides ${name}.`)
  }
  terminal.writeOutput(output === 'table' ? formatReplicas(tables) : formatData(tables, output))
  return hasErrors(diagnostics) ? exitError : exitDone
}

function whatIfOf(name: string | undefined, { total, without, capacity }: PlanOptions): WhatIf {
  return {
    ...(name !== undefined && { name }),
    ...(total !== undefined && { totalReplicas: total }),
    ...(without && { without }),
    ...(capacity && { capacity }),
  }
}

function unknownCluster(
  { without = [], capacity }: PlanOptions,
  { federation }: RenderPlan,
): string | undefined {
  const known = new Set(federation.clusters.map((cluster) => cluster.name))
  return [...without, ...(capacity?.keys() ?? [])].find((cluster) => !known.has(cluster))
}

function refuse(terminal: Terminal, message: string): number {
  terminal.writeError(`${message}\n`)
  return exitError
}

function parseCount(value: string): number {
  if (/^[0-9]{1,10}$/.test(value) && Number(value) < 2 ** 31) return Number(value)
  throw new InvalidArgumentError('It must be a number of replicas.')
}

function collectCapacity(
  value: string,
  earlier: ReadonlyMap<string, number> | undefined,
): ReadonlyMap<string, number> {
  const [cluster = '', count = '', ...rest] = value.split('=')
  if (cluster === '' || rest.length > 0) throw new InvalidArgumentError('It must be CLUSTER=COUNT.')
  return new Map([...(earlier ?? []), [cluster, parseCount(count)]])
}

import { compileRepository } from '../../app/repository/compile-repository.ts'
import type { RepositoryOptions } from '../../app/repository/repository.ts'
import type { LossOptions } from '../../app/what-if/choose-losses.ts'
import { drillFleet } from '../../app/what-if/drill-fleet.ts'
import { judgeDrill, type DrillLimits } from '../../app/what-if/judge-drill.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import type { Drill } from '../../views/drill/drill.ts'
import { jsonDrill } from '../../views/drill/format-json.ts'
import { formatDrill } from '../../views/drill/format-text.ts'
import { objectFilter } from '../../views/object-filter.ts'
import { type CommandLine, reviewGroup } from '../command-line.ts'
import { valueOption } from '../completion/value-source.ts'
import { exitDifference, exitDone, exitError } from '../exit-code.ts'
import { sharedOption } from '../options/grammar.ts'
import { addObjectOptions, type ObjectOptions } from '../options/object-options.ts'
import { outputOption } from '../options/output-format.ts'
import { addRepository, collect, parseCount } from '../options/repository-options.ts'
import { formatData } from '../results/format-data.ts'
import { printErrors } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The options of `fedrender drill`. */
interface DrillCommandOptions extends RepositoryOptions, ObjectOptions, LossOptions, DrillLimits {
  readonly output: DrillFormat
}

/** How a drill is printed. */
type DrillFormat = (typeof drillFormats)[number]

const drillFormats = ['text', 'wide', 'json', 'yaml'] as const

/** Adds `drill`. */
export function addDrill({ terminal, exit, add, noteOld }: CommandLine): void {
  const drill = add({
    name: 'drill',
    group: reviewGroup,
    summary: 'shows what becomes of the fleet where clusters are lost',
    example: 'fedrender drill --each --max-lost 0 --max-unreachable 0',
  })
  addObjectOptions(addRepository(drill), { hasCluster: false })
    .addOption(
      sharedOption('previous', 'the earlier output, where the current replicas come from the last render'),
    )
    .addOption(
      sharedOption('without', 'this cluster is lost, with others that are named (repeatable)').argParser(
        collect,
      ),
    )
    .option('--each', 'each cluster is lost, one after the other (default: where no other loss is asked for)')
    .addOption(
      valueOption(
        '--label <key>',
        'the clusters with one value of this label are lost together, one value after the other',
        'labels',
      ).conflicts('each'),
    )
    .addOption(
      valueOption(
        '--max-lost <count>',
        'exit 1 where a loss takes more replicas that no other cluster runs or can hold',
        'text',
      ).argParser(parseCount),
    )
    .addOption(
      valueOption(
        '--max-unreachable <count>',
        'exit 1 where a loss leaves more names in DNS without an address',
        'text',
      ).argParser(parseCount),
    )
    .addOption(outputOption({ noteOld }, drillFormats))
    .action((directory: string, options: DrillCommandOptions) => exit(runDrill(terminal, directory, options)))
}

/**
 * Shows what becomes of replicas, workloads and names where clusters are lost. Exit 1 where a loss costs more than the options
 * allow, and 2 where the sources are in error.
 */
function runDrill(terminal: Terminal, directory: string, options: DrillCommandOptions): number {
  const { repository, result, diagnostics } = compileRepository(terminal, directory, options)
  if (result === undefined || hasErrors(diagnostics)) {
    printErrors(terminal, diagnostics)
    return exitError
  }
  const [filter, unknown] = objectFilter(options, result.plan.federation)
  const [drill, wrong] = drillFleet(result, repository.config, { ...options, filter })
  const found = [...unknown, ...wrong]
  const costly = found.length > 0 ? [] : judgeDrill(drill, options)
  printErrors(terminal, [...diagnostics, ...found, ...costly])
  if (found.length > 0) return exitError
  if (drill.losses.length === 0) terminal.writeNote('there is no cluster that could be lost\n')
  terminal.writeOutput(format(drill, options.output, terminal))
  return costly.length > 0 ? exitDifference : exitDone
}

function format(drill: Drill, output: DrillFormat, { screen }: Terminal): string {
  if (output === 'json' || output === 'yaml') return formatData(jsonDrill(drill), output)
  return drill.losses.length === 0 ? '' : formatDrill(drill, { ...screen, isWide: output === 'wide' })
}

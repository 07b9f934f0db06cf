import { findEarlierFiles } from '../../app/render/find-earlier-files.ts'
import { compileRepository } from '../../app/repository/compile-repository.ts'
import type { RepositoryOptions } from '../../app/repository/repository.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import type { ObjectPlan } from '../../model/render-plan.ts'
import { targetPath } from '../../output/layout.ts'
import { formatNames } from '../../views/format-names.ts'
import { countStatuses, formatStatus } from '../../views/format-status.ts'
import { formatWaves } from '../../views/format-waves.ts'
import { describeNothingFound, objectFilter } from '../../views/object-filter.ts'
import { type ObjectStatus, propagationStatus, statusData } from '../../views/status.ts'
import { type CommandLine, reviewGroup } from '../command-line.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { addObjectOptions, type ObjectOptions } from '../options/object-options.ts'
import { outputOption } from '../options/output-format.ts'
import { addRepository } from '../options/repository-options.ts'
import { formatData } from '../results/format-data.ts'
import { printErrors } from '../terminal/print-diagnostics.ts'
import { describeNoObjects } from '../terminal/describe-no-objects.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The options of `fedrender status`. */
interface StatusOptions extends RepositoryOptions, ObjectOptions {
  readonly output: StatusFormat
  readonly all?: boolean
}

/** How the status is printed. */
type StatusFormat = (typeof statusFormats)[number]

const statusFormats = ['text', 'wide', 'name', 'json', 'yaml'] as const

/** Adds `status`. */
export function addStatus({ terminal, exit, add, noteOld }: CommandLine): void {
  const status = add({
    name: 'status',
    group: reviewGroup,
    summary: "shows KubeFed's propagation status, as far as it follows from files",
    example: 'fedrender status -o yaml',
  })
  addObjectOptions(addRepository(status))
    .option('--all', 'show what is OK too, as -A does')
    .addOption(outputOption({ noteOld }, statusFormats))
    .action((directory: string, options: StatusOptions) => exit(runStatus(terminal, directory, options)))
}

/**
 * Shows the propagation status of every federated object and cluster. An object in error holds its own files alone, so that
 * the statuses of the others are known from the output as ever. Exit 2 where the sources are in error.
 */
function runStatus(terminal: Terminal, directory: string, options: StatusOptions): number {
  const compiled = compileRepository(terminal, directory, { ...options, keepGoing: true })
  const { result, diagnostics } = compiled
  const { plan } = result ?? {}
  const [filter, unknown] = objectFilter(options, plan?.federation ?? { types: [], clusters: [] })
  printErrors(terminal, plan ? [...diagnostics, ...unknown] : diagnostics)
  if (plan === undefined || unknown.length > 0) return exitError
  const earlier = findEarlierFiles(terminal, compiled)
  const pathOf = ({ federatedObject }: ObjectPlan): string => targetPath(federatedObject)
  const statuses = propagationStatus(plan, earlier, pathOf, filter)
  if (statuses.length === 0) {
    const namespaces = new Set(plan.objects.flatMap(({ federatedObject }) => federatedObject.namespace ?? []))
    terminal.writeNote(`${describeNoObjects(result) ?? describeNothingFound(options, namespaces)}\n`)
  }
  printStatus(terminal, statuses, options)
  if (options.output === 'text' || options.output === 'wide')
    terminal.writeOutput(formatWaves(plan.waves ?? [], terminal.screen))
  return hasErrors(diagnostics) ? exitError : exitDone
}

function printStatus(terminal: Terminal, statuses: readonly ObjectStatus[], options: StatusOptions): void {
  const { output, all = false, allNamespaces = false, type = '' } = options
  switch (output) {
    case 'json':
    case 'yaml':
      return terminal.writeOutput(formatData(statuses.map(statusData), output))
    case 'name':
      return terminal.writeOutput(formatNames(statuses))
    default: {
      const withOK = all || allNamespaces || type.includes('/')
      terminal.writeOutput(formatStatus(statuses, { ...terminal.screen, isWide: output === 'wide', withOK }))
      if (statuses.length > 0 && !withOK) terminal.writeNote(`${countStatuses(statuses)}; --all shows each\n`)
    }
  }
}

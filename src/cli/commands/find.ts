import { InvalidArgumentError } from 'commander'
import { compileRepository } from '../../app/repository/compile-repository.ts'
import type { RepositoryOptions } from '../../app/repository/repository.ts'
import { originsInWaves } from '../../app/waves/origins-in-waves.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import type { Fleet } from '../../model/fleet.ts'
import { type FieldQuery, parseFieldQuery } from '../../views/find/field-query.ts'
import { findObjects, type FoundObject } from '../../views/find/find-objects.ts'
import { formatFound, mostFound } from '../../views/find/format-found.ts'
import { describeMissingField } from '../../views/find/nearest-field.ts'
import { formatNames } from '../../views/format-names.ts'
import { describeNothingFound, objectFilter } from '../../views/object-filter.ts'
import { type CommandLine, reviewGroup } from '../command-line.ts'
import { valueOption } from '../completion/value-source.ts'
import { exitDifference, exitDone, exitError } from '../exit-code.ts'
import { addObjectOptions, type ObjectOptions } from '../options/object-options.ts'
import { outputOption } from '../options/output-format.ts'
import { addRepository } from '../options/repository-options.ts'
import { formatDataPieces } from '../results/format-data.ts'
import { noteWarnings, printDiagnostics } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The options of `fedrender find`. */
interface FindOptions extends RepositoryOptions, ObjectOptions {
  readonly output: FindFormat
  readonly field?: readonly FieldQuery[]
}

/** How what was found is printed. */
type FindFormat = (typeof findFormats)[number]

const findFormats = ['text', 'name', 'json', 'yaml'] as const

/** How many fields of an object are asked for, where not all are. */
const mostFields: Partial<Readonly<Record<FindFormat, number>>> = { text: mostFound }

/** Adds `find`. */
export function addFind({ terminal, exit, add, noteOld }: CommandLine): void {
  const find = add({
    name: 'find',
    group: reviewGroup,
    summary: 'finds which clusters have which objects, by type and fields',
    example:
      "fedrender find --type deployments --field '/spec/template/spec/containers/*/image=~nginx:1\\.1[0-7]'",
  })
  addObjectOptions(addRepository(find))
    .addOption(
      valueOption(
        '--field <pointer[=value]>',
        'only objects with this field, * for any key: POINTER, POINTER=VALUE, POINTER!=VALUE or POINTER=~EXPRESSION ' +
          '(repeatable)',
        'text',
      ).argParser(collectField),
    )
    .addOption(outputOption({ noteOld }, findFormats))
    .action((directory: string, options: FindOptions) => {
      if (directory.startsWith('/') && /[=<>~!]/.test(directory)) {
        return find.error(`error: ${directory} is a question about a field; write --field '${directory}'`)
      }
      return exit(runFind(terminal, directory, options))
    })
}

/**
 * Finds objects in what the clusters are to have. Exit 0 where there are any, 1 where there are none, 2 where the
 * sources are in error, or no cluster or type is called so.
 */
function runFind(terminal: Terminal, directory: string, options: FindOptions): number {
  const { repository, result, diagnostics } = compileRepository(terminal, directory, {
    ...options,
    keepGoing: true,
  })
  const errors = diagnostics.filter((each) => each.severity === 'error')
  const { fleet, plan } = result ?? {}
  const [filter, unknown] = objectFilter(options, plan?.federation ?? { types: [], clusters: [] })
  const found = fleet === undefined ? errors : [...errors, ...unknown]
  printDiagnostics(terminal, found)
  if (terminal.diagnosticFormat === 'text') noteWarnings(terminal, diagnostics)
  if (fleet === undefined || unknown.length > 0) return exitError
  const queries = options.field ?? []
  const { objects, passedOverSecrets } = findObjects(fleet, {
    filter,
    queries,
    most: mostFields[options.output],
    originsOf: originsInWaves(result, repository.config),
  })
  if (passedOverSecrets) terminal.writeNote('The values of Secrets are not searched.\n')
  if (objects.length === 0) {
    const missing = describeMissingField(fleet, filter, queries)
    terminal.writeNote(`${missing ?? describeNothingFound(options, namespacesOf(fleet))}\n`)
  }
  printFound(terminal, objects, fleet, options)
  if (hasErrors(diagnostics)) return exitError
  return objects.length > 0 ? exitDone : exitDifference
}

function printFound(
  terminal: Terminal,
  objects: readonly FoundObject[],
  { clusters }: Fleet,
  { output }: FindOptions,
): void {
  if (output === 'json' || output === 'yaml') {
    for (const piece of formatDataPieces(objects, output)) terminal.writeOutput(piece)
  } else if (output === 'name') terminal.writeOutput(formatNames(objects))
  else if (objects.length > 0) terminal.writeOutput(formatFound(objects, clusters, terminal.screen))
}

function namespacesOf({ objects }: Fleet): ReadonlySet<string> {
  return new Set(objects.flatMap(({ namespace }) => namespace ?? []))
}

function collectField(value: string, earlier: readonly FieldQuery[] | undefined): readonly FieldQuery[] {
  const { query, problem } = parseFieldQuery(value)
  if (query === undefined) throw new InvalidArgumentError(`It cannot be read: ${problem}.`)
  return [...(earlier ?? []), query]
}

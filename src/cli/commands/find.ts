import { InvalidArgumentError } from 'commander'
import { compileRepository } from '../../app/repository/compile-repository.ts'
import type { RepositoryOptions } from '../../app/repository/repository.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import type { RenderPlan } from '../../model/render-plan.ts'
import { fieldOrigins } from '../../stages/plan/field-origins.ts'
import { describeUnknownCluster } from '../../views/describe-unknown-cluster.ts'
import { describeUnknownType, findTypes, isDNSEndpointType } from '../../views/find-types.ts'
import { parseFieldQuery, type FieldQuery } from '../../views/find/field-query.ts'
import { findObjects, type FindRequest } from '../../views/find/find-objects.ts'
import { formatFound } from '../../views/find/format-found.ts'
import { reviewGroup, type CommandLine } from '../command-line.ts'
import { exitDifference, exitDone, exitError } from '../exit-code.ts'
import { formatData, type OutputFormat } from '../options/output-format.ts'
import { addRepository, collect, outputOption } from '../options/repository-options.ts'
import { printDiagnostics } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The options of `fedrender find`. */
interface FindOptions extends RepositoryOptions {
  readonly output: OutputFormat
  readonly cluster?: readonly string[]
  readonly type?: string
  readonly field?: readonly FieldQuery[]
}

/** Adds `find`. */
export function addFind({ terminal, exit, add }: CommandLine): void {
  const find = add({
    name: 'find',
    group: reviewGroup,
    summary: 'finds which clusters have which objects, by type and fields',
    example:
      "fedrender find --type deployments --field '/spec/template/spec/containers/*/image=~nginx:1\\.1[0-7]'",
  })
  addRepository(find)
    .option('--cluster <cluster>', 'only in this cluster (repeatable)', collect)
    .option('--type <type>', 'only objects of this type, as deployments.apps or Deployment')
    .option(
      '--field <pointer[=value]>',
      'only objects with this field, * for any key: POINTER, POINTER=VALUE, POINTER!=VALUE or POINTER=~EXPRESSION ' +
        '(repeatable)',
      collectField,
    )
    .addOption(outputOption())
    .action((directory: string, options: FindOptions) => exit(runFind(terminal, directory, options)))
}

/**
 * Finds objects in what the clusters are to have. Exit 0 where there are any, 1 where there are none, 2 where the
 * sources are in error, or no cluster or type is called so.
 */
function runFind(terminal: Terminal, directory: string, options: FindOptions): number {
  const { output, cluster, type, field, ...others } = options
  const { repository, result, diagnostics } = compileRepository(terminal, directory, {
    ...others,
    keepGoing: true,
  })
  const errors = diagnostics.filter((each) => each.severity === 'error')
  printDiagnostics(terminal, errors)
  if (result?.fleet === undefined) return exitError
  const { fleet, plan } = result
  const problem = describeProblem(options, plan)
  if (problem !== undefined) {
    terminal.writeError(`${problem}\n`)
    return exitError
  }
  const { objects, passedOverSecrets } = findObjects(fleet, {
    ...(cluster && { clusters: new Set(cluster) }),
    isWantedType: typeFilter(type, plan),
    queries: field ?? [],
    originsOf: (object, name) => fieldOrigins(object, name, repository.config),
  })
  if (passedOverSecrets) terminal.writeNote('The values of Secrets are not searched.\n')
  if (output !== 'table') terminal.writeOutput(formatData(objects, output))
  else if (objects.length > 0) terminal.writeOutput(formatFound(objects, fleet.clusters))
  if (hasErrors(diagnostics)) return exitError
  return objects.length > 0 ? exitDone : exitDifference
}

/** What of the question the repository does not know. */
function describeProblem(
  { cluster = [], type }: FindOptions,
  { federation }: RenderPlan,
): string | undefined {
  const { clusters, types } = federation
  const unknown = cluster.find((name) => !clusters.some((each) => each.name === name))
  if (unknown !== undefined) return describeUnknownCluster(unknown, clusters)
  const isKnown = type === undefined || isDNSEndpointType(type) || findTypes(type, types).length > 0
  return isKnown ? undefined : describeUnknownType(type, types)
}

function typeFilter(type: string | undefined, { federation }: RenderPlan): FindRequest['isWantedType'] {
  if (type === undefined) return () => true
  const names = new Set(findTypes(type, federation.types).map((each) => each.name))
  return names.size > 0 ? (name) => names.has(name) : isDNSEndpointType
}

function collectField(value: string, earlier: readonly FieldQuery[] | undefined): readonly FieldQuery[] {
  const { query, problem } = parseFieldQuery(value)
  if (query === undefined) throw new InvalidArgumentError(`It cannot be read: ${problem}.`)
  return [...(earlier ?? []), query]
}

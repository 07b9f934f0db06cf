import { InvalidArgumentError } from 'commander'
import { type Question, explain } from '../../app/explain/explain.ts'
import { compileRepository } from '../../app/repository/compile-repository.ts'
import type { RepositoryOptions } from '../../app/repository/repository.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { isObject } from '../../json/own.ts'
import { isPointer } from '../../json/patch.ts'
import { count } from '../../text/count.ts'
import { type TargetName } from '../../views/explain/find-target.ts'
import { formatExplanation } from '../../views/explain/format-explanation.ts'
import { reviewGroup, type CommandLine } from '../command-line.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { formatData, type OutputFormat } from '../options/output-format.ts'
import { addRepositoryOptions, outputOption } from '../options/repository-options.ts'
import { formatDiagnostics } from '../terminal/format-diagnostics.ts'
import { printDiagnostics } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The options of `fedrender explain`. */
interface ExplainOptions extends RepositoryOptions {
  readonly dir: string
  readonly namespace?: string
  readonly output: OutputFormat
}

/** Adds `explain`. */
export function addExplain({ terminal, exit, add }: CommandLine): void {
  const explain = add({
    name: 'explain',
    group: reviewGroup,
    summary: 'says why an object is in a cluster or not, and where each of its fields comes from',
    example: 'fedrender explain eu-west deployments/web -n shop /spec/replicas',
  })
  addRepositoryOptions(explain)
    .argument('<cluster>', 'the cluster; for DNSEndpoints that go to none, dns')
    .argument('<type/name>', 'the object, as deployments.apps/web', parseTypeAndName)
    .argument('[pointer]', 'only the fields at this JSON pointer and below it', parsePointer, '')
    .option('-n, --namespace <namespace>', 'the namespace (default: the one that has such an object)')
    .option('--dir <dir>', 'the repository', '.')
    .addOption(outputOption())
    .action(
      (
        cluster: string,
        target: Pick<TargetName, 'type' | 'name'>,
        pointer: string,
        options: ExplainOptions,
      ) => exit(runExplain(terminal, { ...target, namespace: options.namespace, cluster, pointer }, options)),
    )
}

/**
 * Explains one object in one cluster, whatever else is in error. Exit 2 where the sources cannot be read, or there is
 * no such cluster, object or field.
 */
function runExplain(terminal: Terminal, question: Question, options: ExplainOptions): number {
  const { dir, output, ...others } = options
  const { repository, result, diagnostics } = compileRepository(terminal, dir, { ...others, keepGoing: true })
  if (result === undefined) {
    printDiagnostics(terminal, diagnostics)
    return exitError
  }
  const explanation = explain(question, result, repository.config)
  if (typeof explanation === 'string') {
    const concerned = diagnostics.filter((each) => concerns(each, question))
    terminal.writeError(`${formatDiagnostics(concerned, 'text', terminal.colorErrors)}${explanation}\n`)
    return exitError
  }
  const errors = diagnostics.filter((each) => each.severity === 'error').length
  if (errors > 0) {
    terminal.writeError(
      `${count(errors, 'error')} in the sources; fedrender validate shows ${errors === 1 ? 'it' : 'them'}.\n`,
    )
  }
  terminal.writeOutput(output === 'table' ? formatExplanation(explanation) : formatData(explanation, output))
  return exitDone
}

/** Whether a diagnostic is about a source of the name that is asked for. */
function concerns({ subject }: Diagnostic, { name, namespace }: Question): boolean {
  const metadata = subject?.value['metadata']
  return (
    isObject(metadata) &&
    metadata['name'] === name &&
    (namespace === undefined || metadata['namespace'] === namespace)
  )
}

function parseTypeAndName(value: string): Pick<TargetName, 'type' | 'name'> {
  const [type = '', name = '', ...rest] = value.split('/')
  if (type === '' || name === '' || rest.length > 0) {
    throw new InvalidArgumentError('It must be TYPE/NAME, as deployments.apps/web.')
  }
  return { type, name }
}

function parsePointer(value: string): string {
  if (isPointer(value)) return value
  throw new InvalidArgumentError('It must be a JSON pointer, as /spec/replicas.')
}

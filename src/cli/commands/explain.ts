import { explain, type Question } from '../../app/explain/explain.ts'
import { compileRepository } from '../../app/repository/compile-repository.ts'
import type { RepositoryOptions } from '../../app/repository/repository.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { isObject } from '../../json/own.ts'
import { isPointer } from '../../json/patch.ts'
import type { ObjectPlan } from '../../model/render-plan.ts'
import { count } from '../../text/count.ts'
import { formatExplanation, mostExplained } from '../../views/explain/format-explanation.ts'
import { isWantedPlan, objectFilter } from '../../views/object-filter.ts'
import { type CommandLine, reviewGroup } from '../command-line.ts'
import { valueArgument } from '../completion/value-source.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { addObjectOptions, type ObjectOptions } from '../options/object-options.ts'
import { outputOption } from '../options/output-format.ts'
import { addRepositoryOptions } from '../options/repository-options.ts'
import { formatDataPieces } from '../results/format-data.ts'
import { isDocument } from '../terminal/format-diagnostics.ts'
import { noteWarnings, printDiagnostics } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** How an explanation is printed. */
type ExplainFormat = (typeof explainFormats)[number]

const explainFormats = ['text', 'json', 'yaml'] as const

/** The options of `fedrender explain`. */
interface ExplainOptions extends RepositoryOptions, ObjectOptions {
  readonly dir: string
  readonly output: ExplainFormat
}

/** Adds `explain`. */
export function addExplain({ terminal, exit, add, noteOld }: CommandLine): void {
  const explain = add({
    name: 'explain',
    group: reviewGroup,
    summary: 'says why an object is in a cluster or not, and where each of its fields comes from',
    example: 'fedrender explain eu-west deploy/web -n shop /spec/replicas',
  })
  addObjectOptions(addRepositoryOptions(explain))
    .addArgument(
      valueArgument(
        '[cluster]',
        'the cluster, unless --cluster names it; for DNSEndpoints that go to none, dns',
        'clusters',
      ),
    )
    .addArgument(
      valueArgument(
        '[type/name]',
        'the object, as deploy/web, unless --type names it; the type alone, where -l selects the object',
        'typesAndNames',
      ),
    )
    .addArgument(valueArgument('[pointer]', 'only the fields at this JSON pointer and below it', 'pointers'))
    .addOption(outputOption({ noteOld }, explainFormats))
    .action((...given: readonly unknown[]) => {
      const words = given.slice(0, 3).filter((each): each is string => typeof each === 'string')
      const options = explain.opts<ExplainOptions>()
      const question = readQuestion(words, options)
      if (typeof question === 'string') return explain.error(`error: ${question}`)
      return exit(runExplain(terminal, question, options))
    })
}

/** What the words of the command line ask; options take the place of the words that they replace. */
function readQuestion(words: readonly string[], options: ExplainOptions): AskedObject | string {
  const rest = [...words]
  const [named, ...others] = options.cluster ?? []
  if (others.length > 0) return 'explain is asked of one cluster'
  if (named === undefined && rest[0]?.includes('/') === true) {
    return `the cluster is missing: write it before ${rest[0]}, or give --cluster`
  }
  const cluster = named ?? rest.shift()
  if (cluster === undefined) return "missing required argument 'cluster'"
  const target = options.type ?? rest.shift()
  if (target === undefined) return "missing required argument 'type/name'"
  const [pointer = '', ...more] = rest
  if (!isPointer(pointer)) return `the field must be a JSON pointer, as /spec/replicas, and not ${pointer}`
  if (more.length > 0) return `too many arguments: ${more.join(' ')}`
  const object = readTarget(target, options)
  return typeof object === 'string' ? object : { cluster, ...object, pointer, namespace: options.namespace }
}

function readTarget(target: string, options: ExplainOptions): Pick<AskedObject, 'type' | 'name'> | string {
  const [type = '', name, ...parts] = target.split('/')
  const isNamed = name === undefined ? options.selector !== undefined : name !== ''
  if (type === '' || !isNamed || parts.length > 0)
    return `the object must be TYPE/NAME, as deployments.apps/web, and not ${target}`
  return { type, name }
}

/** A question without the selector that the options hold. */
type AskedObject = Omit<Question, 'isMeant'>

/**
 * Explains one object in one cluster, whatever else is in error. Exit 2 where the sources cannot be read, or there is
 * no such cluster, object or field.
 */
function runExplain(terminal: Terminal, asked: AskedObject, options: ExplainOptions): number {
  const { dir, output, selector } = options
  const { repository, result, diagnostics } = compileRepository(terminal, dir, {
    ...options,
    keepGoing: true,
  })
  if (result === undefined) {
    printDiagnostics(terminal, diagnostics)
    return exitError
  }
  const [filter] = objectFilter({ ...(selector && { selector }) }, result.plan.federation)
  const isMeant = (object: ObjectPlan): boolean => isWantedPlan(filter, object)
  const question = { ...asked, isMeant, most: output === 'text' ? mostExplained : undefined }
  const [explanation, problems] = explain(question, result, repository.config)
  if (explanation === undefined) {
    printDiagnostics(terminal, [...diagnostics.filter((each) => concerns(each, asked)), ...problems])
    return exitError
  }
  const errors = diagnostics.filter((each) => each.severity === 'error').length
  if (isDocument(terminal.diagnosticFormat)) printDiagnostics(terminal, diagnostics)
  else if (errors > 0) {
    terminal.writeError(
      `${count(errors, 'error')} in the sources; fedrender validate shows ${errors === 1 ? 'it' : 'them'}.\n`,
    )
  }
  if (terminal.diagnosticFormat === 'text') noteWarnings(terminal, diagnostics)
  if (output === 'text') terminal.writeOutput(formatExplanation(explanation, terminal.screen))
  else for (const piece of formatDataPieces(explanation, output)) terminal.writeOutput(piece)
  return exitDone
}

/** Whether a diagnostic is about a source of the name that is asked for. */
function concerns({ subject }: Diagnostic, { name, namespace }: AskedObject): boolean {
  const metadata = subject?.value['metadata']
  return (
    isObject(metadata) &&
    metadata['name'] === name &&
    (namespace === undefined || metadata['namespace'] === namespace)
  )
}

import { InvalidArgumentError } from 'commander'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { quote } from '../../text/quote.ts'
import { isObject } from '../../json/own.ts'
import { isPointer } from '../../json/patch.ts'
import type { DNSRecord } from '../../model/dns-record.ts'
import type { HeldRule } from '../../model/file-tree.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { CompileResult } from '../../render.ts'
import { dnsEndpointType, recordPath } from '../../stages/emit/dns-endpoints.ts'
import { inCluster, targetPath } from '../../output/layout.ts'
import { fieldOrigins } from '../../stages/plan/field-origins.ts'
import { count } from '../../text/count.ts'
import { describeUnknownCluster } from '../../views/describe-unknown-cluster.ts'
import { explainDNS } from '../../views/explain/explain-dns.ts'
import { explainObject } from '../../views/explain/explain-object.ts'
import type { Explanation } from '../../views/explain/explanation.ts'
import { findTarget, type TargetName } from '../../views/explain/find-target.ts'
import { formatExplanation } from '../../views/explain/format-explanation.ts'
import type { ExplainInputs } from '../../views/explain/kept-out-by.ts'
import { reviewGroup, type CommandLine } from '../command-line.ts'
import { compileRepository } from '../compile-repository.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { addRepositoryOptions, outputOption } from '../options.ts'
import { formatData, type OutputFormat } from '../output-format.ts'
import { formatDiagnostics } from '../report-diagnostics.ts'
import type { Terminal } from '../terminal.ts'
import { tellDiagnostics } from '../tell-diagnostics.ts'
import type { RepositoryOptions } from '../repository.ts'

/** The options of `fedrender explain`. */
interface ExplainOptions extends RepositoryOptions {
  readonly dir: string
  readonly namespace?: string
  readonly output: OutputFormat
}

/** What is to be explained, as the command line has it. */
interface Question extends TargetName {
  readonly cluster: string
  /** `''` is the whole object. */
  readonly pointer: string
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
    tellDiagnostics(terminal, diagnostics)
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

/** The explanation, or a sentence why there is none. */
function explain(question: Question, result: CompileResult, config: RenderConfig): Explanation | string {
  const { plan } = result
  const target = findTarget(plan, question)
  if (target.record) return explainRecord(target.record, question, result, config)
  const cluster = plan.federation.clusters.find((each) => each.name === question.cluster)
  const problems = [
    ...(cluster ? [] : [describeUnknownCluster(question.cluster, plan.federation.clusters)]),
    ...(target.object ? [] : [target.problem]),
  ]
  if (cluster === undefined || target.object === undefined) return problems.join('\n')
  const { object } = target
  const path = targetPath(object.federatedObject)
  const explanation = explainObject({
    ...inputsOf(result, path),
    object,
    cluster,
    pointer: question.pointer,
    path: inCluster(cluster.name, path),
    originsOf: (each, name) => fieldOrigins(each, name, config),
  })
  const isMissing =
    object.variants.some(({ clusters }) => clusters.includes(cluster.name)) &&
    explanation.fields.length + explanation.omitted.length === 0
  return isMissing ? `The object has nothing at ${quote(question.pointer)}.` : explanation
}

function explainRecord(
  record: DNSRecord,
  { cluster, pointer }: Question,
  result: CompileResult,
  { dns }: RenderConfig,
): Explanation | string {
  if (pointer !== '') return 'A DNSEndpoint is explained as a whole; leave the pointer out.'
  const home = dns.cluster ?? 'dns'
  const { clusters } = result.plan.federation
  if (cluster !== home && !clusters.some((each) => each.name === cluster)) {
    return describeUnknownCluster(cluster, [...clusters, { name: home }])
  }
  const path = recordPath(record, dns)
  return explainDNS({ ...inputsOf(result, path), record, cluster, home, type: dnsEndpointType(dns), path })
}

function inputsOf({ plan, fleet, resources, diagnostics }: CompileResult, path: string): ExplainInputs {
  const isHeld = fleet?.held.some((each) => each.reason === 'object-in-error' && isWholly(each, path))
  return {
    plan,
    diagnostics,
    kubeFedConfig: resources.controlPlanes[0]?.manifest,
    inError: fleet === undefined ? 'all' : isHeld === true ? 'object' : undefined,
  }
}

/** Whether a rule holds an object in every cluster. */
function isWholly({ file, clusterDirectory }: HeldRule, path: string): boolean {
  return file === path && clusterDirectory === undefined
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

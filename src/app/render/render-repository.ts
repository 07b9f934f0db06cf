import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { applySeverities, hasErrors } from '../../diagnostics/severities.ts'
import { applyChangeSet } from '../../host/output/apply-change-set.ts'
import { clusterDirectories } from '../../host/output/cluster-directories.ts'
import { openOutput, type KnownOutput } from '../../host/output/output.ts'
import type { ChangeSet } from '../../model/change-set.ts'
import type { FileTree, Selection, Shard } from '../../model/file-tree.ts'
import type { Fleet } from '../../model/fleet.ts'
import { clusterDirectory } from '../../output/layout.ts'
import type { CompileResult, SharedWork } from '../../render.ts'
import { reportWeakenings } from '../../stages/authorize/judge-settings.ts'
import type { AcceptedFinding } from '../../stages/hold/report-judgements.ts'
import { emit } from '../../stages/emit/emit.ts'
import { selectClusters, selectShard } from '../../stages/emit/select.ts'
import { findCheckBase, type CheckBase } from '../repository/base-config.ts'
import { compileRead, type CompiledRepository } from '../repository/compile-repository.ts'
import { judgeByBase } from '../repository/judge-by-base.ts'
import type { Repository, RepositoryOptions } from '../repository/repository.ts'
import type { Workspace } from '../workspace.ts'
import { checkSinceBase } from './check-since-base.ts'
import { decideChanges } from './decide-changes.ts'
import { checkByBase } from './check-by-base.ts'
import { listObjects, type ListedObject, type ListOptions } from './list-objects.ts'
import { isNoRepository } from './is-no-repository.ts'
import { readBaseOutput } from './read-base-output.ts'

/** How a repository is rendered, and what earlier runs read and made. */
export interface RenderOptions extends RepositoryOptions, SharedWork {
  readonly check?: boolean
  readonly base?: string
  readonly dryRun?: boolean
  readonly stdout?: boolean
  /** With `stdout`: whether what several clusters get is given once. Default: false. */
  readonly unique?: boolean
  readonly cluster?: readonly string[]
  readonly shard?: Shard
  readonly strict?: boolean
  readonly keepGoing?: boolean
  readonly approvePrune?: readonly string[]
  /** What an earlier run of this process left in the output. Default: all of the output is compared. */
  readonly known?: KnownOutput | undefined
}

/** What a run came to: its diagnostics, what would change, and whether that was written. */
export interface Outcome {
  readonly diagnostics: readonly Diagnostic[]
  /** What invariants accept until a day. Default: nothing. */
  readonly accepted?: readonly AcceptedFinding[]
  readonly changes?: ChangeSet
  readonly written?: boolean
  /** What the output holds now; absent where this run has not written it. */
  readonly known?: KnownOutput
  /** With `stdout`: the objects that are to be printed. */
  readonly objects?: readonly ListedObject[]
}

/** A repository as rendered: what the compiler made of it and what became of the output. */
export interface RenderRun {
  readonly compiled: CompiledRepository
  /** With the diagnostics of reading and compiling, too. */
  readonly outcome: Outcome
}

/**
 * Compiles a repository as it was read, and writes its output as the options ask; a check judges it by the settings of
 * the base too.
 */
export function renderRepository(workspace: Workspace, own: Repository, options: RenderOptions): RenderRun {
  const { cluster: clusters, ...others } = options
  const [base, finding] = options.check === true ? findCheckBase(workspace, own, options) : [undefined, []]
  const { repository, baseTenants, weakenings } = judgeByBase(own, base?.settings)
  const compiled = compileRead(workspace, repository, {
    ...others,
    baseTenants,
    ...(clusters && { clusters }),
  })
  const { result } = compiled
  workspace.progress.begin({ name: 'checking the objects' })
  const { checked, ...byBase } = checkByBase(workspace, compiled, base, others)
  const judging = [
    ...finding,
    ...byBase.diagnostics,
    ...reportWeakenings([...weakenings, ...byBase.weakenings]),
  ]
  const selection = result?.fleet && select(workspace, repository, result.fleet, options)
  const tree = result?.fleet && emit(result.fleet, selection, result.delivery, options.memo)
  const outcome: Outcome =
    result === undefined || tree === undefined || isBlocked(checked.checking, options)
      ? { diagnostics: [] }
      : options.stdout === true
        ? list(repository, tree, {
            isUnique: options.unique === true,
            clusters: result.plan.federation.clusters.map(({ name }) => name),
          })
        : isNoRepository(workspace, repository, result, options)
          ? { diagnostics: [createDiagnostic('no-kubefed-objects', { directory: own.named })] }
          : update(workspace, compiled, result, tree, { ...options, selection, checkBase: base })
  workspace.progress.end()
  const diagnostics = [...judging, ...checked.compiling, ...checked.checking, ...outcome.diagnostics]
  return { compiled, outcome: { ...outcome, diagnostics, accepted: checked.accepted } }
}

/** Whether faults of objects are errors, as a severity or `--strict` makes them, and let nothing be written. */
function isBlocked(faults: readonly Diagnostic[], { check, dryRun }: RenderOptions): boolean {
  return check !== true && dryRun !== true && hasErrors(faults)
}

function list(repository: Repository, tree: FileTree, options: ListOptions): Outcome {
  const [objects, diagnostics] = listObjects(repository, tree, options)
  return { objects, diagnostics }
}

/** The part that is to be rendered; undefined for the whole. */
function select(
  { host }: Workspace,
  { root, output: directory, previous }: Repository,
  fleet: Fleet,
  { cluster, shard, stdout }: RenderOptions,
): Selection | undefined {
  if (cluster !== undefined) return selectClusters(cluster)
  if (shard === undefined) return undefined
  const [output] = stdout === true ? [] : openOutput(host, { root, directory })
  const directories = fleet.clusters.map(({ name }) => clusterDirectory(name))
  return selectShard(shard, [...directories, ...clusterDirectories(output, previous)])
}

/** Brings the output directory to the content of the tree, or only finds out what would change. */
function update(
  workspace: Workspace,
  { repository }: CompiledRepository,
  result: CompileResult,
  rendered: FileTree,
  options: RenderOptions & {
    readonly selection: Selection | undefined
    readonly checkBase: CheckBase | undefined
  },
): Outcome {
  const { checkBase, strict = false, out } = options
  const baseForeignFiles = checkBase && (checkBase.settings?.config.foreignFiles ?? [])
  const [baseOutput, reading] = checkBase
    ? readBaseOutput(workspace, repository, checkBase, rendered, out)
    : [undefined, []]
  const judging = { ...options, baseOutput, ...(baseForeignFiles && { baseForeignFiles }) }
  const [decision, deciding] = decideChanges(workspace, repository, result, rendered, judging)
  const comparing =
    checkBase && decision ? checkSinceBase(workspace, repository, checkBase, { ...decision, out }) : []
  const { severities } = repository.config
  const since = applySeverities([...reading, ...comparing], severities, strict)
  const diagnostics = [...deciding, ...since]
  if (decision === undefined) return { diagnostics }
  const { output, changes, tree } = decision
  if (hasErrors(diagnostics) || options.check === true || options.dryRun === true)
    return { diagnostics, changes }
  workspace.progress.begin({ name: 'writing', counts: 'written', total: countWrites(changes) })
  const applying = applyChangeSet(output, changes, tree, repository.previous)
  const written = !hasErrors(applying)
  const known = { directory: output.directory, tree, changes }
  return { diagnostics: [...diagnostics, ...applying], changes, written, ...(written && { known }) }
}

/** How many files a change set writes and deletes. */
function countWrites({ added, changed, held, pruned }: ChangeSet): number {
  const restored = held.filter(({ restore }) => restore !== undefined).length
  return added.length + changed.length + restored + pruned.filter(({ onDisk }) => onDisk).length
}

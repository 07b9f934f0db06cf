import { resolve } from 'node:path'
import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { nameSide } from '../../diagnostics/name-side.ts'
import { errorsOf } from '../../diagnostics/severities.ts'
import { findBase, type Base } from '../../host/git/find-base.ts'
import { rememberReads } from '../../host/remember-reads.ts'
import type { PruneApproval } from '../../model/change-set.ts'
import type { FileTree, RenderedFile } from '../../model/file-tree.ts'
import type { Fleet } from '../../model/fleet.ts'
import { type RenderConfig, defaultRenderConfig } from '../../model/render-config.ts'
import { changesBetween } from '../../output/changes-between.ts'
import { effectDigest } from '../../output/effect-digest.ts'
import { approvalOf } from '../../output/guard-prune.ts'
import { createHeldLookup } from '../../output/held-files.ts'
import { judgePrune } from '../../output/judge-prune.ts'
import { compile, type CompileResult } from '../../render.ts'
import { reportWeakenings } from '../../stages/authorize/judge-settings.ts'
import { emit } from '../../stages/emit/emit.ts'
import { rememberReadings } from '../../stages/parse/remember-readings.ts'
import type { SchemaValidator } from '../../stages/validate/schema-validator.ts'
import { readBaseConfig } from '../repository/base-config.ts'
import { checkBasePaths } from '../repository/check-base-paths.ts'
import {
  compileRead,
  compileRepository,
  type CompiledRepository,
  type CompileRepositoryOptions,
} from '../repository/compile-repository.ts'
import { isOutputTracked } from '../repository/find-delivery-place.ts'
import { judgeByBase } from '../repository/judge-by-base.ts'
import { findRoot, readRepository } from '../repository/read-repository.ts'
import type { Repository } from '../repository/repository.ts'
import type { Workspace } from '../workspace.ts'
import { readBase, type DiffSides, type DiffSidesOptions } from './diff-sides.ts'
import { findCausesBetween, type CompiledFiles } from './find-causes.ts'
import { publishedFiles } from './published-files.ts'
import { findOutputChanges, type OutputSettings } from './output-changes.ts'

/** A work tree as compiled, beside its base. */
export interface ComparedRepository {
  readonly compiled: CompiledRepository
  /** Absent where either side could not be read or is in error. */
  readonly sides?: DiffSides
  /** Of both sides. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Compiles the base and the work tree. Both are read by one reader, so that what did not change is one value on both
 * sides. Reports `base-in-error` with the base's errors, what `findBase` reports, and what compiling the work tree does.
 */
export function compileWithBase(
  workspace: Workspace,
  directory: string,
  { base: reference, strict = false, ...others }: DiffSidesOptions,
): ComparedRepository {
  const remembering = { ...workspace, host: rememberReads(workspace.host) }
  const options = { ...others, readFile: rememberReadings() }
  const root = findRoot(workspace, directory)
  if (workspace.host.kindOf(root) !== 'directory') {
    const compiled = compileRepository(remembering, directory, options)
    return { compiled, diagnostics: compiled.diagnostics }
  }
  const [found, finding] = findBase(workspace.host, root, reference)
  // Faults of the base's configuration are reported where the base is compiled.
  const [baseConfig] = found ? readBaseConfig(remembering, root, found, options.config) : [undefined]
  const own = readRepository(remembering, directory, options)
  const { repository, baseTenants, weakenings } = judgeByBase(own, baseConfig)
  const compiled = compileRead(remembering, repository, { ...options, strict, baseTenants })
  const { result } = compiled
  const { schema } = repository
  const [base, compiling] = found
    ? readBase(remembering, repository, found, (atBase) =>
        // What its agents are told was wrong before, if it is, and is what a change may put right.
        compileBase(atBase, root, found.name, { ...options, schema, isTracked: false }),
      )
    : [undefined, []]
  const linked = found ? checkBasePaths(workspace, own, options) : []
  const head = sideOf(repository, result)
  const isComparable = found && base && head && linked.length === 0
  const [sides, comparing] = isComparable ? sidesBetween(workspace, root, found, base, head) : [undefined, []]
  const judging = [...linked, ...reportWeakenings(weakenings)]
  const diagnostics = [...compiling, ...comparing, ...finding, ...judging, ...compiled.diagnostics]
  return { compiled, ...(sides && { sides: { ...sides, weakenings } }), diagnostics }
}

/** The two sides, with what made a change and what it does beside the rendered objects; reports what `findOutputChanges` does. */
function sidesBetween(
  workspace: Workspace,
  root: string,
  commit: Base,
  base: CompiledSide,
  head: CompiledSide,
): DiagnosticResult<DiffSides | undefined> {
  const [files, listing] = findOutputChanges(workspace, root, commit, outputOf(base), outputOf(head))
  if (files === undefined) return [undefined, listing]
  const isPublished =
    base.published !== base.tree.files && !isOutputTracked(workspace.host, root, base.output)
  const approval = findApproval(base, head, isPublished)
  const sides = {
    base: base.fleet,
    head: head.fleet,
    delivery: head.settings.delivery,
    causesOf: findCausesBetween(base, head),
    files,
    effect: effectOf(base, head),
    ...(approval && { approval }),
  }
  return [sides, listing]
}

/** What the guard will ask for once the change is merged, where the output, or the branch, is what the base renders. */
function findApproval(
  base: CompiledSide,
  head: CompiledSide,
  isPublished: boolean,
): PruneApproval | undefined {
  const { fleet, settings } = head
  const treeOf = ({ tree, published }: CompiledSide): FileTree =>
    isPublished ? { ...tree, files: published } : tree
  const changes = changesBetween(treeOf(base), treeOf(head))
  const judgement = judgePrune(changes, { clusters: fleet.clusters.length, limits: settings.prune })
  return approvalOf(changes, judgement, settings.approvePrune)
}

/** What the change does to a branch that the output is published to. */
function effectOf(base: CompiledSide, head: CompiledSide): string {
  return effectDigest(base.published, head.published, createHeldLookup(head.fleet.held))
}

function outputOf({ output, settings: { foreignFiles }, tree }: CompiledSide): OutputSettings {
  const rendered = new Map(tree.files.map(({ path, text }) => [path, text]))
  return { output, foreignFiles, rendered }
}

/** One side: its fleet, and what that was made from. */
interface CompiledSide extends CompiledFiles {
  readonly fleet: Fleet
  /** What `render` writes. */
  readonly tree: FileTree
  /** What `publish` writes. */
  readonly published: readonly RenderedFile[]
  readonly settings: RenderConfig
  /** The output directory, absolute. */
  readonly output: string
}

type Files = Pick<Repository, 'files' | 'observed' | 'configFile' | 'dnsLock' | 'config' | 'output'>

/** Compiles the base and reports its errors with the base's name; its warnings do not concern the change. */
function compileBase(
  workspace: Workspace,
  root: string,
  name: string,
  options: CompileRepositoryOptions & { readonly schema: SchemaValidator },
): DiagnosticResult<CompiledSide | undefined> {
  if (workspace.host.kindOf(root) === 'absent') {
    // A repository that the base does not have yet is an empty one: all of it is new.
    const config = defaultRenderConfig
    const none = { files: [], observed: [], config, output: resolve(root, config.output) }
    return [sideOf(none, compile([], options.schema, { config })), []]
  }
  const { repository, result, diagnostics } = compileRepository(workspace, root, options)
  const errors = errorsOf(diagnostics)
  if (errors.length === 0) return [sideOf(repository, result), []]
  const summary = createDiagnostic('base-in-error', { base: name })
  return [undefined, [...nameSide(errors, `${name}:`), summary]]
}

/** Undefined where errors closed the gate. */
function sideOf(
  { files, observed, configFile, dnsLock, config, output }: Files,
  result: CompileResult | undefined,
): CompiledSide | undefined {
  if (result?.fleet === undefined) return undefined
  const { fleet, delivery } = result
  const tree = emit(fleet, undefined, delivery)
  const read = { ...(configFile && { config: configFile }), ...(dnsLock && { dnsLock }) }
  const published = publishedFiles(fleet, config, tree, delivery)
  return { fleet, tree, published, result, files, observed, settings: config, output, ...read }
}

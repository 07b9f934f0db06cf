import { join } from 'node:path'
import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import type { FileChanges } from '../../host/branch/commit-output.ts'
import { directoryMetadata, hydratorMetadata, rootMetadata } from '../../host/branch/hydrator-metadata.ts'
import type { PublishedBranch } from '../../host/branch/published-branch.ts'
import type { SourceCommit } from '../../host/commit/source-commit.ts'
import { foreignIn, type PreviousOutput } from '../../host/previous/previous-output.ts'
import type { ChangeSet } from '../../model/change-set.ts'
import { publishedPlace } from '../../model/delivery-config.ts'
import type { Files, FileTree, RenderedFile } from '../../model/file-tree.ts'
import type { ForeignFile } from '../../model/foreign-file.ts'
import { effectDigest } from '../../output/effect-digest.ts'
import { filesOf, filterFiles, pathsOf } from '../../output/file-matrix.ts'
import { foldObjects } from '../../output/fold-objects.ts'
import { createHeldLookup } from '../../output/held-files.ts'
import { clusterDirectory, readOutputPath, inClusterDirectory } from '../../output/layout.ts'
import { emit } from '../../stages/emit/emit.ts'
import type { FileCounts } from '../../text/count-files.ts'
import { firstOf } from '../../text/list-some.ts'
import { decideChanges } from '../render/decide-changes.ts'
import { reportHeldWithoutPrevious } from '../render/held-without-previous.ts'
import { checkRepository } from '../repository/check-repository.ts'
import { asWarnings } from '../repository/weigh-faults.ts'
import { compileRead, type CompileRepositoryOptions } from '../repository/compile-repository.ts'
import type { Repository } from '../repository/repository.ts'
import type { AcceptedFinding } from '../../stages/hold/report-judgements.ts'
import type { Workspace } from '../workspace.ts'
import { resultOfWave } from './result-of-wave.ts'

/** What publishing does to a branch. */
export interface Publication extends FileChanges {
  /** What becomes of the rendered files since the last output; what says where they came from does not count. */
  readonly counts: FileCounts
  /** As `effectDigest` makes it. */
  readonly effect: string
  /** What invariants accept until a day. */
  readonly accepted: readonly AcceptedFinding[]
}

/** How a commit is published. */
export interface PublicationOptions extends CompileRepositoryOptions {
  readonly expect?: string
  readonly approvePrune?: readonly string[]
  /** The wave whose clusters the branch is for. Default: it is for all. */
  readonly wave?: string
}

/** What a commit is, and where it came from. */
export interface PublicationSource {
  readonly commit: SourceCommit
  /** Without credentials; `''` where there is no remote. */
  readonly repoURL: string
}

/**
 * Renders a commit for a branch: what is held and what is pruned is judged by the branch's last output or, for a new
 * branch, by the output that it goes on from. `workspace` sees the files of the commit in place of those on disk. Reports
 * what `render` and `resultOfWave` report, `output-file-foreign`, `agent-file-foreign` of what others put on the branch,
 * `held-without-previous`, and `publish-effect-differs`.
 */
export function renderForBranch(
  workspace: Workspace,
  repository: Repository,
  { ref, tip, gitDirectory, seed }: PublishedBranch & { readonly seed: PreviousOutput | undefined },
  source: PublicationSource,
  options: PublicationOptions,
): DiagnosticResult<Publication | undefined> {
  const previous = tip?.output ?? seed
  const compiled = compileRead(workspace, repository, {
    ...options,
    stdout: true,
    deliveredFrom: publishedPlace,
    ...(previous && { lastOutput: previous }),
  })
  const [result, choosing] = compiled.result
    ? resultOfWave(compiled.result, repository.config, options.wave)
    : [undefined, []]
  const checked = checkRepository(compiled, { strict: options.strict, weigh: asWarnings, isMerged: true })
  const compiling = [...checked.compiling, ...checked.checking, ...choosing]
  if (result?.fleet === undefined || hasErrors(compiling)) return [undefined, compiling]
  const rendered = emit(result.fleet, undefined, result.delivery)
  const missing = reportHeldWithoutPrevious(previous, rendered)
  if (missing.length > 0) return [undefined, [...compiling, ...missing]]
  // Nothing is in this directory: all that there was is in the previous output.
  const onBranch = { ...repository, output: join(gitDirectory, 'fedrender'), ...(previous && { previous }) }
  const [decision, deciding] = decideChanges(workspace, onBranch, result, rendered, {
    ...options,
    branch: { prefix: branchPrefix(ref), foreign: foreignOn(tip?.output) },
  })
  const decided = [...compiling, ...deciding]
  if (decision === undefined) return [undefined, decided]
  const { changes, tree } = decision
  const files = readAll(previous)
  const effect = effectDigest(files, filesOf(tree.files), createHeldLookup(tree.held))
  const diagnostics = [...decided, ...checkEffect(options.expect, effect, tree, files, changes)]
  if (hasErrors(diagnostics)) return [undefined, diagnostics]
  const names = new Map(result.fleet.clusters.map(({ name }) => [clusterDirectory(name), name]))
  const changed = changedFiles(tree, files)
  // A new branch gets all files, whatever the output has that it goes on from.
  const onto = changesOf(tip ? changed : filesOf(tree.files), changes, tip)
  const marked = withMetadata(onto, pathsOf(tree.files, changes.held), source, names)
  const written = countRendered(pathsIn(changed))
  const counts = {
    written,
    unchanged: countRendered(pathsOf(tree.files)) - written,
    pruned: changes.pruned.length,
    held: changes.held.length,
  }
  return [{ ...marked, counts, effect, accepted: checked.accepted }, diagnostics]
}

function* pathsIn(files: Iterable<RenderedFile>): Generator<string> {
  for (const { path } of files) yield path
}

function countRendered(paths: Iterable<string>): number {
  let count = 0
  for (const path of paths) if (path !== '.gitattributes') count += 1
  return count
}

/** What is done to the files of the branch: it gets the files that it lacks, and what is held and is not there yet. */
function changesOf(lacking: Files, { pruned, held }: ChangeSet, tip: PublishedBranch['tip']): FileChanges {
  const there = new Set(tip?.output.paths)
  const missing = held.filter(({ path }) => !there.has(path))
  const restored = missing.map(({ path, restore }) => ({
    path,
    text: Buffer.from(restore ?? []).toString('utf8'),
  }))
  return {
    written: filesAndMore(lacking, restored),
    deleted: tip === undefined ? [] : pruned.map(({ path }) => path),
  }
}

/** Files of which none is kept, and others after them. */
function filesAndMore(files: Iterable<RenderedFile>, more: readonly RenderedFile[]): Iterable<RenderedFile> {
  return {
    *[Symbol.iterator]() {
      yield* files
      yield* more
    },
  }
}

/** As git names a file of a branch, but for its path. */
function branchPrefix(ref: string): string {
  return `${ref.replace('refs/heads/', '')}:`
}

/** What others put on the branch. */
function foreignOn(previous: PreviousOutput | undefined): readonly ForeignFile[] {
  return previous === undefined ? [] : foreignIn(previous).filter(({ path }) => !isPublished(path))
}

/** Whether publishing writes or removes a file itself, whatever it says. */
function isPublished(path: string): boolean {
  const { cluster, below } = readOutputPath(path)
  const isMetadata = path === hydratorMetadata || (cluster !== undefined && below === hydratorMetadata)
  return path === '.gitattributes' || isMetadata
}

function readAll(previous: PreviousOutput | undefined): readonly RenderedFile[] {
  return (previous?.paths ?? []).map((path) => ({
    path,
    text: Buffer.from(previous?.read(path) ?? []).toString('utf8'),
  }))
}

/** The files whose texts are not those that were there before. */
function changedFiles({ files }: FileTree, before: readonly RenderedFile[]): Files {
  const texts = new Map(before.map(({ path, text }) => [path, text]))
  return filterFiles(files, ({ path, text }) => texts.get(path) !== text)
}

const shownObjects = 20

function checkEffect(
  expected: string | undefined,
  actual: string,
  tree: FileTree,
  before: readonly RenderedFile[],
  { pruned }: ChangeSet,
): readonly Diagnostic[] {
  if (expected === undefined || expected === actual) return []
  const changed = Array.from(changedFiles(tree, before), ({ path }) => path)
  const paths = [...changed, ...pruned.map(({ path }) => path)]
  const files = firstOf(foldObjects(paths), shownObjects)
  return [createDiagnostic('publish-effect-differs', { expected, actual, files })]
}

/**
 * The changes with the files that say what was rendered from which commit: one at the top, and one in each cluster's
 * directory that changes and only there, so that no agent looks at the others (Argo CD: commitserver/commit/hydratorhelper.go).
 */
function withMetadata(
  { written, deleted }: FileChanges,
  staying: Iterable<string>,
  { commit, repoURL }: PublicationSource,
  names: ReadonlyMap<string, string>,
): FileChanges {
  const left = clustersIn(staying)
  const touched = new Set([...clustersIn(pathsIn(written)), ...clustersIn(deleted)])
  const metadata = [{ path: hydratorMetadata, text: rootMetadata(commit, repoURL) }]
  const gone = [...deleted]
  for (const cluster of touched) {
    const path = inClusterDirectory(cluster, hydratorMetadata)
    if (!left.has(cluster)) gone.push(path)
    else {
      const command = `fedrender render --cluster ${names.get(cluster) ?? cluster}`
      metadata.push({ path, text: directoryMetadata(commit, repoURL, command) })
    }
  }
  return { written: filesAndMore(written, metadata), deleted: gone }
}

/** The directories of clusters in which paths are. */
function clustersIn(paths: Iterable<string>): ReadonlySet<string> {
  const clusters = new Set<string>()
  for (const path of paths) {
    const { cluster } = readOutputPath(path)
    if (cluster !== undefined) clusters.add(cluster)
  }
  return clusters
}

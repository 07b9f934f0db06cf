import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { nameSide } from '../../diagnostics/name-side.ts'
import { errorsOf, hasErrors } from '../../diagnostics/severities.ts'
import { createCommitHost } from '../../host/commit/commit-host.ts'
import { describeGitFault } from '../../host/git/git-error.ts'
import { findHeldCommits } from '../../host/commit/held-commits.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { shortCommit, type HeldCommit } from '../../model/wave.ts'
import type { HeldSources } from '../../render.ts'
import { readWaveLedger } from '../../stages/validate/config/wave-ledger.ts'
import { invariant } from '../../text/invariant.ts'
import { checkBasePaths } from '../repository/check-base-paths.ts'
import { readRepository } from '../repository/read-repository.ts'
import { waveLedgerName } from '../repository/repository-files.ts'
import type { Repository, RepositoryOptions } from '../repository/repository.ts'
import type { Workspace } from '../workspace.ts'
import { configAtCommit } from './config-at-commit.ts'
import { reportUnusedLedger } from './report-unused-ledger.ts'

/** Whatever of the command line concerns the commits of waves. */
export type HeldOptions = Pick<RepositoryOptions, 'config' | 'out' | 'file' | 'also'> & {
  /** The commit that the command line names as the base. Default: it names none. */
  readonly base?: string
}

/**
 * Reads the sources of the commits that waves are held at, by the ledger of the repository. Reports what `readWaveLedger`
 * and `findHeldCommits` do, `wave-ledger-unused`, `waves-need-files`, `waves-unreadable`, `base-path-linked`, and
 * `wave-in-error` after the errors of a commit that cannot be read.
 */
export function readHeldSources(
  workspace: Workspace,
  repository: Repository,
  options: HeldOptions,
): DiagnosticResult<readonly HeldSources[]> {
  const { root, config, waveLedger, schema } = repository
  const { waves } = config
  if (waves === undefined) return [[], reportUnusedLedger(repository.files)]
  const kind = workspace.host.kindOf(`${root}/${waveLedgerName}`)
  if (kind !== 'file' && kind !== 'absent') {
    // Taken for absent, it would let every change through.
    const fault = { problem: `${waveLedgerName} is not a file`, fix: 'Make it one: a link is not followed.' }
    return [[], [createDiagnostic('waves-unreadable', fault)]]
  }
  const [lines, reading] = readWaveLedger(waveLedger, waves, schema)
  if (lines.length === 0) return [[], reading]
  if (options.file !== undefined || options.also !== undefined)
    return [[], [...reading, createDiagnostic('waves-need-files', {})]]
  const linked = checkBasePaths(workspace, repository, options)
  if (hasErrors(linked)) return [[], [...reading, ...linked]]
  try {
    const [commits, judging] = findHeldCommits(workspace.host, root, lines, options.base)
    const found = commits.map((held) => readCommit(workspace, repository, held, options))
    return [
      found.flatMap(([sources]) => sources ?? []),
      [...reading, ...judging, ...found.flatMap(([, diagnostics]) => diagnostics)],
    ]
  } catch (error) {
    const fault = describeGitFault(error)
    if (fault === undefined) throw error
    return [[], [...reading, createDiagnostic('waves-unreadable', fault)]]
  }
}

function readCommit(
  workspace: Workspace,
  repository: Repository,
  held: HeldCommit,
  { config: named, out }: HeldOptions,
): DiagnosticResult<HeldSources | undefined> {
  const { root, config, schema } = repository
  const workTree = workspace.host.findRepository(root)?.workTree
  invariant(workTree !== undefined, 'git ran in a repository that was found')
  const place = { commit: held.commit, workTree, root, output: repository.output }
  const atCommit = { ...workspace, host: createCommitHost(workspace.host, place) }
  const options = { ...(named !== undefined && { config: named }), ...(out !== undefined && { out }) }
  const read = readRepository(atCommit, repository.named, options, schema)
  const errors = errorsOf(read.diagnostics)
  if (errors.length > 0) return [undefined, inError(errors, held)]
  const rendered = [
    ...repository.files,
    ...repository.observed,
    ...(repository.configFile ? [repository.configFile] : []),
  ]
  const mark = createMarker(rendered, shortCommit(held.commit))
  const [files, observed] = [read.files.map(mark), read.observed.map(mark)]
  const configFile = read.configFile && mark(read.configFile)
  const settings = { config: configAtCommit(config, read.config), ...(configFile && { configFile }) }
  return [{ held, files, observed, ...settings }, []]
}

function inError(errors: readonly Diagnostic[], { commit, waves }: HeldCommit): readonly Diagnostic[] {
  const name = shortCommit(commit)
  return [...nameSide(errors, `${name}:`), createDiagnostic('wave-in-error', { waves, commit: name })]
}

/** Marks the files that are not as they are rendered with the commit, so that each place in them names it. */
function createMarker(rendered: readonly SourceFile[], commit: string): (file: SourceFile) => SourceFile {
  const texts = new Map(rendered.map(({ path, text }) => [path, text]))
  return (file) => (texts.get(file.path) === file.text ? file : { ...file, commit })
}

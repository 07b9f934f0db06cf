import { join, relative, resolve, sep } from 'node:path'
import { lowerRepository, type LoweredRepository } from '../../app/author/lower-repository.ts'
import { judgeChanges, writeChanges } from '../../app/author/write-changes.ts'
import { findRoot, readRepository } from '../../app/repository/read-repository.ts'
import type { Repository, RepositoryOptions } from '../../app/repository/repository.ts'
import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import type { FileChange } from '../../model/file-change.ts'
import { count } from '../../text/count.ts'
import { createMatcher } from '../../text/glob.ts'
import { printable } from '../../text/quote.ts'
import { formatFileChange } from '../../views/file-changes.ts'
import { forceOption } from '../authoring/authoring-options.ts'
import { authorGroup, type CommandLine } from '../command-line.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { sharedOption } from '../options/grammar.ts'
import { addPlaceOptions } from '../options/repository-options.ts'
import { printDiagnostics } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** The options of `fedrender lower`. */
interface LowerOptions extends RepositoryOptions {
  /** The repository. */
  readonly dir: string
  /** The directory of the lowered sources. */
  readonly to?: string
  readonly inPlace?: boolean
  readonly dryRun?: boolean
  readonly force?: boolean
}

/** Adds `lower`. */
export function addLower({ terminal, exit, add }: CommandLine): void {
  const lower = add({
    name: 'lower',
    group: authorGroup,
    summary: "writes what ClusterOverrides give each cluster as KubeFed's own overrides",
    example: 'fedrender lower --to ../for-kubefed',
  })
  addPlaceOptions(lower)
    .addOption(sharedOption('to', 'the directory of the lowered sources, outside the repository'))
    .option('--in-place', 'change the sources themselves, and remove the ClusterOverrides')
    .addOption(sharedOption('dryRun'))
    .addOption(forceOption())
    .action((options: LowerOptions) => {
      if ((options.to === undefined) === (options.inPlace !== true)) {
        return lower.error('error: name a directory with --to, or change the sources with --in-place')
      }
      return exit(runLower(terminal, options))
    })
}

/**
 * Lowers the ClusterOverrides of a repository. Exit 2 where it has errors, where something cannot be lowered or edited, and
 * where another file is where one would be written; nothing is written then.
 */
function runLower(terminal: Terminal, options: LowerOptions): number {
  const repository = readRepository(terminal, options.dir, options)
  const [lowered, lowering] = lowerRepository(terminal, repository, options)
  if (lowered === undefined) {
    printDiagnostics(terminal, lowering)
    return exitError
  }
  const { to } = options
  const changes = to === undefined ? changesInPlace(repository, lowered) : newFiles(lowered)
  const root = to === undefined ? repository.root : findRoot(terminal, to)
  const placing = to === undefined ? [] : amongSources(repository, root, changes)
  const [judged, judging] = judgeChanges(terminal, root, changes, options.force ?? false)
  const found = [...placing, ...judging]
  const isWritten = options.dryRun !== true && !hasErrors(found)
  const failing = isWritten ? writeChanges(terminal, root, judged) : []
  printDiagnostics(terminal, [...lowering, ...found, ...failing])
  if (hasErrors([...found, ...failing])) return exitError
  for (const { change, status } of judged) {
    const isShown = options.dryRun === true && status !== 'unchanged'
    const path = printable(to === undefined ? change.path : join(to, change.path))
    terminal.writeOutput(isShown ? formatFileChange(change) : `${status} ${path}\n`)
  }
  const { removed, objects } = lowered
  terminal.writeNote(
    `${count(removed, 'ClusterOverride')} lowered into the overrides of ${count(objects, 'federated object')}\n`,
  )
  return exitDone
}

function changesInPlace(
  repository: Repository,
  { files, secretKinds }: LoweredRepository,
): readonly FileChange[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]))
  return repository.files.flatMap(({ path, text: before }): readonly FileChange[] => {
    const after = texts.get(path) ?? null
    return after === before ? [] : [{ path, before, after, ...(secretKinds && { secretKinds }) }]
  })
}

function newFiles({ files, secretKinds }: LoweredRepository): readonly FileChange[] {
  return files.map(({ path, text: after }) => ({ path, after, ...(secretKinds && { secretKinds }) }))
}

/** Reports `lowered-among-sources` where the first of the new files would be read or rendered with the repository. */
function amongSources(
  { root, config, output }: Repository,
  directory: string,
  changes: readonly FileChange[],
): readonly Diagnostic[] {
  const isSource = createMatcher(config.sources ?? ['**'])
  const found = changes.find(({ path }) => {
    const file = resolve(directory, path)
    const inRepository = pathIn(root, file)
    return (inRepository !== undefined && isSource(inRepository)) || pathIn(output, file) !== undefined
  })
  return found === undefined ? [] : [createDiagnostic('lowered-among-sources', { path: found.path })]
}

/** A path relative to a directory that it is in. */
function pathIn(directory: string, path: string): string | undefined {
  const below = relative(directory, path)
  return below === '..' || below.startsWith(`..${sep}`) ? undefined : below.split(sep).join('/')
}

import { relative, resolve, sep } from 'node:path'
import { fileChanges, type Authored } from '../authoring/authored.ts'
import { createDiagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts'
import { printable } from '../text/quote.ts'
import type { FileChange } from '../model/file-change.ts'
import { createMatcher } from '../stages/authorize/glob.ts'
import { parse } from '../stages/parse/parse.ts'
import { validate } from '../stages/validate/validate.ts'
import { formatFileChange } from '../views/file-changes.ts'
import { exitDone, exitError } from './exit-code.ts'
import { hasErrors } from './report-diagnostics.ts'
import type { Terminal } from './terminal.ts'
import { judgeChanges, writeChanges } from './write-changes.ts'
import { tellDiagnostics } from './tell-diagnostics.ts'
import type { Repository } from './repository.ts'

/** As much of a repository as is needed to write to it. */
type Place = Pick<Repository, 'root' | 'config' | 'schema'>

/** What a command that writes sources has decided. */
export interface Outcome {
  readonly authored: readonly Authored[]
  readonly diagnostics: readonly Diagnostic[]
  /** What a person should know besides, a line each. */
  readonly notes?: readonly string[]
  /** The command line to run next. */
  readonly next: string
}

/** How a command ends. */
export interface FinishOptions {
  readonly dryRun?: boolean
  readonly force?: boolean
  /** `-`: new objects go to standard output and no file is written. */
  readonly output?: string
}

/**
 * Checks what a command decided, then writes it all or, on an error, nothing: says which files it wrote, or with
 * `--dry-run` shows how they would change, and names the next command. Exit 2 on errors.
 */
export function finishAuthoring(
  terminal: Terminal,
  repository: Place,
  { authored, diagnostics, notes = [], next }: Outcome,
  { dryRun = false, force = false, output }: FinishOptions,
): number {
  const tell = (found: readonly Diagnostic[]): void => tellDiagnostics(terminal, found)
  const [changes, editing] = fileChanges(authored)
  const toOutput = output === '-'
  const [judged, judging] = judgeChanges(terminal, repository.root, toOutput ? [] : changes, force)
  const found = [
    ...diagnostics,
    ...editing,
    ...checkFiles(changes, repository),
    ...(toOutput ? [] : checkSources(changes, repository)),
    ...judging,
  ]
  tell(found)
  if (hasErrors(found)) return exitError
  for (const note of notes) terminal.writeNote(`${printable(note)}\n`)
  if (toOutput) {
    terminal.writeData(changes.map(({ after }) => after ?? '').join('---\n'))
    return exitDone
  }
  if (dryRun) {
    for (const { change, fate } of judged) {
      terminal.writeOutput(
        fate === 'unchanged' ? `unchanged ${printable(change.path)}\n` : formatFileChange(change),
      )
    }
    return exitDone
  }
  const failing = writeChanges(terminal, repository.root, judged)
  tell(failing)
  if (hasErrors(failing)) return exitError
  for (const { change, fate } of judged) terminal.writeOutput(`${fate} ${printable(change.path)}\n`)
  terminal.writeNote(`next: ${printable(next)}\n`)
  return exitDone
}

/** The directory of new files, relative to the repository: the one that the command line names, or the default. */
export function newFilesDirectory(
  terminal: Terminal,
  { root }: Place,
  output: string,
  standard: string,
): string {
  if (output === standard || output === '-') return standard
  const named = relative(root, resolve(terminal.directory, output))
  return named === '' ? '.' : named.split(sep).join('/')
}

/** What is wrong with new files by themselves, as `fedrender validate` would say. */
function checkFiles(changes: readonly FileChange[], { schema, config }: Place): readonly Diagnostic[] {
  const files = changes.flatMap(({ path, before, after }) =>
    before === undefined && after !== null ? [{ path, text: after }] : [],
  )
  const [{ manifests }, parsing] = parse(files)
  const [, validating] = validate(manifests, schema, config)
  return [...parsing, ...validating]
}

function checkSources(changes: readonly FileChange[], { config: { sources } }: Place): readonly Diagnostic[] {
  const isSource = createMatcher(sources ?? ['**'])
  return changes
    .filter(({ path, before }) => before === undefined && !isSource(path))
    .map(({ path }) => createDiagnostic('file-not-a-source', { path }))
}

import { relative, resolve, sep } from 'node:path'
import { writeAuthored, type AuthoredSources, type WritablePlace } from '../../app/author/write-authored.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import { printable } from '../../text/quote.ts'
import { formatFileChange } from '../../views/file-changes.ts'
import { exitDone, exitError } from '../exit-code.ts'
import { printDiagnostics } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** What a command that writes sources has decided. */
export interface Authoring extends AuthoredSources {
  /** What a person should know besides, a line each. */
  readonly notes?: readonly string[]
  /** The command line to run next. */
  readonly next: string
}

/** How a command ends. */
export interface FinishOptions {
  readonly dryRun?: boolean
  readonly force?: boolean
  /** Set: new objects go to standard output, and no file is written. */
  readonly output?: 'yaml'
}

/**
 * Writes what a command decided: prints which files it wrote, or with `--dry-run` how they would change, and names the
 * next command. Exit 2 on errors, and then nothing is written.
 */
export function finishAuthoring(
  terminal: Terminal,
  place: WritablePlace,
  { notes = [], next, ...sources }: Authoring,
  { output, ...options }: FinishOptions,
): number {
  const toOutput = output === 'yaml'
  const { changes, judged, diagnostics } = writeAuthored(terminal, place, sources, { ...options, toOutput })
  printDiagnostics(terminal, diagnostics)
  if (hasErrors(diagnostics)) return exitError
  for (const note of notes) terminal.writeNote(`${printable(note)}\n`)
  if (toOutput) {
    terminal.writeData(changes.map(({ after }) => after ?? '').join('---\n'))
    return exitDone
  }
  for (const { change, status } of judged) {
    const isShown = options.dryRun === true && status !== 'unchanged'
    terminal.writeOutput(isShown ? formatFileChange(change) : `${status} ${printable(change.path)}\n`)
  }
  if (options.dryRun !== true) terminal.writeNote(`next: ${printable(next)}\n`)
  return exitDone
}

/** The directory of new files, relative to the repository: the one that the command line names, or the default. */
export function newFilesDirectory(
  terminal: Terminal,
  { root }: WritablePlace,
  to: string,
  standard: string,
): string {
  if (to === standard) return standard
  const named = relative(root, resolve(terminal.directory, to))
  return named === '' ? '.' : named.split(sep).join('/')
}

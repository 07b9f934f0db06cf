import { readAuthoringRepository, type AuthoringRepository } from '../../app/author/authoring-repository.ts'
import { printDiagnostics } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { AuthoringOptions } from './authoring-options.ts'

/** Reads the repository that a command adds to; undefined, with its errors printed, where it cannot be read. */
export function readToAuthor(terminal: Terminal, options: AuthoringOptions): AuthoringRepository | undefined {
  const [source, diagnostics] = readAuthoringRepository(terminal, options)
  if (source === undefined) printDiagnostics(terminal, diagnostics)
  return source
}

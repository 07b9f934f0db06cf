import type { LocatedDiagnostic } from '../located-diagnostic.ts'
import { messageWithFix } from '../message-with-fix.ts'
import type { Location } from '../locate.ts'
import { workflowCommand } from './workflow-command.ts'
import type { Severity } from '../../model/severity.ts'

const commandOf: Readonly<Record<Severity, Parameters<typeof workflowCommand>[0]>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
}

/** The diagnostics as GitHub workflow commands, one a line, which become annotations. */
export function formatGithub(diagnostics: readonly LocatedDiagnostic[]): string {
  return diagnostics.map(formatOne).join('')
}

function formatOne(diagnostic: LocatedDiagnostic): string {
  const { code, severity, location } = diagnostic
  const properties = { ...(location && placeOf(location)), title: code }
  return workflowCommand(commandOf[severity], properties, messageWithFix(diagnostic))
}

function placeOf({ file, line, column, endLine, endColumn }: Location): Record<string, string | number> {
  // The runner drops columns of an annotation that spans lines.
  const columns = line === endLine ? { col: column, endColumn } : {}
  return { file: file.path, line, endLine, ...columns }
}

import type { Severity } from '../diagnostic.ts'
import type { LocatedDiagnostic } from '../located-diagnostic.ts'
import { messageWithFix } from '../message-with-fix.ts'

const commandOf: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' }

/** The diagnostics as GitHub workflow commands, one a line (GitHub: actions/runner, ActionCommand.cs). */
export function formatGithub(diagnostics: readonly LocatedDiagnostic[]): string {
  return diagnostics.map((each) => `${formatOne(each)}\n`).join('')
}

function formatOne(diagnostic: LocatedDiagnostic): string {
  const { code, severity, location } = diagnostic
  const properties: [string, string | number][] = []
  if (location !== undefined) {
    const { file, line, column, endLine, endColumn } = location
    properties.push(['file', file.path], ['line', line], ['endLine', endLine])
    // The runner drops columns of an annotation that spans lines.
    if (line === endLine) properties.push(['col', column], ['endColumn', endColumn])
  }
  properties.push(['title', code])
  const written = properties.map(([key, value]) => `${key}=${escapeProperty(String(value))}`).join(',')
  return `::${commandOf[severity]} ${written}::${escapeMessage(messageWithFix(diagnostic))}`
}

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { formatGithub } from '../diagnostics/format/github.ts'
import { formatJson } from '../diagnostics/format/json.ts'
import { formatText } from '../diagnostics/format/text.ts'
import { locateDiagnostics } from '../diagnostics/located-diagnostic.ts'

/** How diagnostics are written. */
export type DiagnosticFormat = 'text' | 'json' | 'github'

/** The names of the formats, for the command line. */
export const diagnosticFormats: readonly DiagnosticFormat[] = ['text', 'json', 'github']

/** The diagnostics as text in a format, sorted by place. */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  format: DiagnosticFormat,
  color: boolean,
): string {
  const located = locateDiagnostics(diagnostics)
  switch (format) {
    case 'text':
      return formatText(located, color)
    case 'github':
      return formatGithub(located)
    case 'json':
      return `${JSON.stringify({ diagnostics: formatJson(located) }, null, 2)}\n`
  }
}

/** Whether any diagnostic is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((each) => each.severity === 'error')
}

import { fixesTogether } from '../../authoring/edits/fixes-together.ts'
import { suggestEdits } from '../../authoring/edits/suggest-edits.ts'
import { boundDiagnostics } from '../../diagnostics/bound-diagnostics.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Fix } from '../../diagnostics/fix.ts'
import { formatGithub } from '../../diagnostics/format/github.ts'
import { formatGitlab } from '../../diagnostics/format/gitlab.ts'
import { formatJson } from '../../diagnostics/format/json.ts'
import { formatRdjson } from '../../diagnostics/format/rdjson.ts'
import { formatSarif } from '../../diagnostics/format/sarif.ts'
import { formatText } from '../../diagnostics/format/text.ts'
import { locateDiagnostics, type SuggestedEdit } from '../../diagnostics/located-diagnostic.ts'
import { placeDiagnostics, prefixPaths, type ReviewPlace } from '../../diagnostics/review-place.ts'
import { readVersion } from '../../host/version.ts'

/** How diagnostics are written. */
export type DiagnosticFormat = 'text' | 'json' | 'github' | 'gitlab' | 'sarif' | 'rdjson'

/** The names of the formats, for the command line. */
export const diagnosticFormats: readonly DiagnosticFormat[] = [
  'text',
  'json',
  'github',
  'gitlab',
  'sarif',
  'rdjson',
]

/** Whether a format is one document for a program, beside which nothing else is printed. */
export function isDocument(format: DiagnosticFormat): boolean {
  return format !== 'text' && format !== 'github'
}

function carriesEdits(format: DiagnosticFormat): boolean {
  return format === 'json' || format === 'rdjson' || format === 'sarif'
}

/** The diagnostics as text in a format, bounded and sorted by place; formats for a forge ask where it finds the files. */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  format: DiagnosticFormat,
  color: boolean,
  findPlace: () => ReviewPlace = () => ({ prefix: '', wholeRun: 'fedrender.yaml' }),
): string {
  const shown = boundDiagnostics(diagnostics)
  const located = locateDiagnostics(shown, carriesEdits(format) ? suggestFrom(shown) : undefined)
  switch (format) {
    case 'text':
      return formatText(located, color)
    case 'json':
      return formatDocument({ diagnostics: formatJson(located) })
    case 'github':
      return formatGithub(prefixPaths(located, findPlace().prefix))
    case 'gitlab':
      return formatDocument(formatGitlab(placeDiagnostics(located, findPlace())))
    case 'rdjson':
      return formatDocument(formatRdjson(placeDiagnostics(located, findPlace())))
    case 'sarif': {
      const place = findPlace()
      const run = { version: readVersion(), prefix: place.prefix }
      return formatDocument(formatSarif(placeDiagnostics(located, place), run))
    }
  }
}

function suggestFrom(diagnostics: readonly Diagnostic[]): (fix: Fix) => readonly SuggestedEdit[] {
  const { changes, alone } = fixesTogether(diagnostics.flatMap(({ fix }) => fix ?? []))
  return (fix) => (alone.has(fix) || changes.has(fix) ? suggestEdits(fix, changes.get(fix)) : [])
}

function formatDocument(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`
}

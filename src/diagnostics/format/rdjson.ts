import { messageWithFix } from '../message-with-fix.ts'
import type { SuggestedEdit } from '../located-diagnostic.ts'
import type { Location } from '../locate.ts'
import type { PlacedDiagnostic } from '../review-place.ts'
import type { Severity } from '../../model/severity.ts'

const severityOf: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', info: 'INFO' }

interface Position {
  readonly line: number
  /** In bytes of UTF-8. */
  readonly column: number
}

interface PlaceInFile {
  readonly path: string
  readonly range: { readonly start: Position; readonly end: Position }
}

/** The text that may replace a range of the diagnostic's file. */
interface Suggestion {
  readonly range: PlaceInFile['range']
  readonly text: string
}

/** A `DiagnosticResult` (reviewdog: proto/rdf); lines and columns count from 1, ends are exclusive. */
interface DiagnosticResult {
  readonly source: { readonly name: string }
  readonly diagnostics: readonly {
    readonly message: string
    readonly location: PlaceInFile
    readonly severity: string
    readonly code: { readonly value: string }
    readonly suggestions?: readonly Suggestion[]
    readonly related_locations?: readonly { readonly message: string; readonly location: PlaceInFile }[]
  }[]
}

/** The diagnostics as reviewdog reads them, with `-f=rdjson`. */
export function formatRdjson(diagnostics: readonly PlacedDiagnostic[]): DiagnosticResult {
  return {
    source: { name: 'fedrender' },
    diagnostics: diagnostics.map((each) => ({
      message: messageWithFix(each),
      location: placeInFile(each.location),
      severity: severityOf[each.severity],
      code: { value: each.code },
      ...(each.edits && { suggestions: suggestionsOf(each.edits, each.location) }),
      ...(each.related.length > 0 && {
        related_locations: each.related.map(({ message, location }) => ({
          message,
          location: placeInFile(location),
        })),
      }),
    })),
  }
}

/** A suggestion concerns the file of its diagnostic. */
function suggestionsOf(edits: readonly SuggestedEdit[], { file }: Location): readonly Suggestion[] {
  return edits
    .filter(({ location }) => location.file.path === file.path)
    .map(({ location, text }) => ({ range: placeInFile(location).range, text }))
}

function placeInFile({ file, start, end, line, column, endLine, endColumn }: Location): PlaceInFile {
  const position = (line: number, column: number, offset: number): Position => ({
    line,
    column: 1 + utf8Length(file.text.slice(offset - (column - 1), offset)),
  })
  return {
    path: file.path,
    range: { start: position(line, column, start), end: position(endLine, endColumn, end) },
  }
}

const encoder = new TextEncoder()

function utf8Length(text: string): number {
  return encoder.encode(text).length
}

import type { LocatedDiagnostic } from '../located-diagnostic.ts'
import type { Location } from '../locate.ts'

/** A place as a program reads it; lines and columns count from 1, ends are exclusive. */
export interface JsonLocation {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** A diagnostic as a program reads it; no text of the sources is in it but what an edit writes. */
export interface JsonDiagnostic extends Omit<LocatedDiagnostic, 'location' | 'related' | 'edits'> {
  readonly location?: JsonLocation
  readonly related: readonly { readonly message: string; readonly location: JsonLocation }[]
  readonly edits?: readonly { readonly location: JsonLocation; readonly text: string }[]
}

/** The diagnostics as plain data for JSON output. */
export function formatJson(diagnostics: readonly LocatedDiagnostic[]): readonly JsonDiagnostic[] {
  return diagnostics.map(({ location, related, edits, ...diagnostic }) => ({
    ...diagnostic,
    ...(location && { location: jsonLocation(location) }),
    related: related.map((each) => ({ message: each.message, location: jsonLocation(each.location) })),
    ...(edits && {
      edits: edits.map((each) => ({ location: jsonLocation(each.location), text: each.text })),
    }),
  }))
}

function jsonLocation({ file, line, column, endLine, endColumn }: Location): JsonLocation {
  return { file: file.path, line, column, endLine, endColumn }
}

import type { LocatedDiagnostic } from './located-diagnostic.ts'
import type { Location } from './locate.ts'

/** Where a forge finds the files that diagnostics name. */
export interface ReviewPlace {
  /** The path of the rendered repository inside the Git repository: '', or one that ends in '/'. */
  readonly prefix: string
  /** The file at which diagnostics of the whole run are shown, relative to the rendered repository. */
  readonly wholeRun: string
}

/** A diagnostic in a file, for formats that have no place for others. */
export type PlacedDiagnostic = LocatedDiagnostic & { readonly location: Location }

/** The diagnostics with every path relative to the Git repository, where a forge looks for it. */
export function prefixPaths(
  diagnostics: readonly LocatedDiagnostic[],
  prefix: string,
): readonly LocatedDiagnostic[] {
  return prefix === '' ? diagnostics : diagnostics.map((each) => prefixDiagnostic(each, prefix))
}

/** The same, with those of the whole run at the start of the file for these. */
export function placeDiagnostics(
  diagnostics: readonly LocatedDiagnostic[],
  { prefix, wholeRun }: ReviewPlace,
): readonly PlacedDiagnostic[] {
  const file = { path: pathFromTop(prefix, wholeRun), text: '' }
  const start: Location = { file, start: 0, end: 0, line: 1, column: 1, endLine: 1, endColumn: 1 }
  const place = (diagnostic: LocatedDiagnostic): PlacedDiagnostic => ({
    ...diagnostic,
    location: diagnostic.location ?? start,
  })
  return prefixPaths(diagnostics, prefix).map(place)
}

function prefixDiagnostic(diagnostic: LocatedDiagnostic, prefix: string): LocatedDiagnostic {
  const { location, related, edits } = diagnostic
  return {
    ...diagnostic,
    ...(location && { location: prefixLocation(location, prefix) }),
    related: related.map((each) => ({
      message: each.message,
      location: prefixLocation(each.location, prefix),
    })),
    ...(edits && {
      edits: edits.map(({ text, location }) => ({ text, location: prefixLocation(location, prefix) })),
    }),
  }
}

function prefixLocation(location: Location, prefix: string): Location {
  return { ...location, file: { ...location.file, path: pathFromTop(prefix, location.file.path) } }
}

/** A path of the rendered repository from the top of the Git repository; it may lead out of the former, as that of a named configuration does. */
export function pathFromTop(prefix: string, path: string): string {
  const segments = prefix.split('/').slice(0, -1)
  let rest = path
  while (rest.startsWith('../') && segments.length > 0) {
    segments.pop()
    rest = rest.slice('../'.length)
  }
  return [...segments, rest].join('/')
}

import { boundDiagnostics } from '../diagnostics/bound-diagnostics.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { locateAll } from '../diagnostics/locate.ts'
import type { Place } from '../model/place.ts'
import type { FileRange, Snapshot } from './snapshot.ts'

/** A diagnostic as an editor shows it. */
export interface ShownDiagnostic {
  /** Absent for a fault of the whole repository. */
  readonly range?: FileRange | undefined
  readonly code: string
  readonly severity: Diagnostic['severity']
  /** What is wrong and, on a line of its own, how to fix it. */
  readonly message: string
  readonly related: readonly { readonly message: string; readonly range: FileRange }[]
  /** Whether what it is about has no effect, or has an early form that still works. */
  readonly tag?: 'unnecessary' | 'deprecated' | undefined
}

/** The diagnostics of a repository that are shown, bounded as everywhere. */
export function diagnose({ diagnostics }: Pick<Snapshot, 'diagnostics'>): readonly ShownDiagnostic[] {
  const shown = boundDiagnostics(diagnostics)
  const locations = locateAll(
    shown.flatMap(({ at, related }) => [...(at ? [at] : []), ...related.map((each) => each.at)]),
  )
  const rangeOf = (place: Place): FileRange | undefined => {
    const location = locations.get(place)
    // A file of another commit is none that an editor shows.
    if (location === undefined || location.file.commit !== undefined) return undefined
    const { file, start, end } = location
    // A reader of YAML that misses something at the end points past it.
    const last = file.text.length
    return { path: file.path, start: Math.min(start, last), end: Math.min(end, last) }
  }
  return shown.map((each) => {
    const { code, severity, message, hint, at, related } = each
    return {
      range: at && rangeOf(at),
      code,
      severity,
      message: hint === undefined ? message : `${message}\n${hint}`,
      related: related.flatMap((other) => {
        const place = rangeOf(other.at)
        return place ? [{ message: other.message, range: place }] : []
      }),
      tag: tagOf(each),
    }
  })
}

function tagOf({ code, fix }: Diagnostic): ShownDiagnostic['tag'] {
  if (fix?.kind === 'remove-items') return 'unnecessary'
  return code.startsWith('early-') || code === 'override-dotted-path' ? 'deprecated' : undefined
}

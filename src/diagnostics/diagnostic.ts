import type { Manifest } from '../model/manifest.ts'
import type { Place } from '../model/place.ts'
import type { Fix } from './fix.ts'
import { printable, printableLines } from '../text/quote.ts'
import { catalog, type Catalog, type DiagnosticCode } from './catalog/index.ts'
import type { Severity } from '../model/severity.ts'

/** A second place that a diagnostic needs, such as the first of two duplicates. */
export interface RelatedPlace {
  readonly message: string
  readonly at: Place
}

/** A fault of the user's input, as data: what is wrong, where, and how to fix it. */
export interface Diagnostic {
  readonly code: DiagnosticCode
  readonly severity: Severity
  /** One sentence that describes what is wrong and names the value. */
  readonly message: string
  /** One imperative sentence that describes how to fix it. */
  readonly hint?: string
  /** Absent only for faults of the whole run. */
  readonly at?: Place
  readonly related: readonly RelatedPlace[]
  /** The manifest of the object in error; with `--keep-going` that object is held. */
  readonly subject?: Manifest
  /** The fix, where one is known and nothing else can be meant. */
  readonly fix?: Fix
}

/** A value together with what was found wrong on the way to it. */
export type DiagnosticResult<T> = readonly [value: T, diagnostics: readonly Diagnostic[]]

/** Takes one diagnostic; the callback that functions inside a stage report to. */
export type Report = (diagnostic: Diagnostic) => void

/** The parameters that a code's message and hint take; `{}` where they take none. */
export type DiagnosticParameters<C extends DiagnosticCode> =
  Parameters<Catalog[C]['message']> extends [infer P] ? P : Record<string, never>

/** The place of a diagnostic, and whom it concerns. */
export interface DiagnosticContext {
  readonly at?: Place | undefined
  readonly related?: readonly RelatedPlace[]
  readonly subject?: Manifest | undefined
  readonly fix?: Fix | undefined
}

/**
 * Makes the diagnostic of a catalogued code; the catalogue types the parameters. Its texts hold no control characters.
 */
export function createDiagnostic<C extends DiagnosticCode>(
  code: C,
  parameters: DiagnosticParameters<C>,
  context: DiagnosticContext = {},
): Diagnostic {
  const entry: CatalogEntry = catalog[code]
  const hint = entry.hint?.(parameters as never)
  const message = entry.message(parameters as never)
  return {
    code,
    severity: entry.severity,
    message: entry.hasLines === true ? printableLines(message) : printable(message),
    ...(hint !== undefined && { hint: printable(hint) }),
    ...(context.at && { at: context.at }),
    related: (context.related ?? []).map(({ message, at }) => ({ message: printable(message), at })),
    ...(context.subject && { subject: context.subject }),
    ...(context.fix && { fix: context.fix }),
  }
}

/** What the catalogue holds for one code. */
export interface CatalogEntry {
  readonly severity: Severity
  /** One line for the reference: when the code is given. */
  readonly about: string
  /** Whether the message lists things on lines of their own; its parameters then go through `printable` one by one. */
  readonly hasLines?: true
  readonly message: (parameters: never) => string
  readonly hint?: (parameters: never) => string | undefined
}

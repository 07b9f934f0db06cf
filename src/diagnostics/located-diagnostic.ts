import { isObject } from '../json/own.ts'
import { compareText } from '../text/compare-text.ts'
import type { JsonObject } from '../model/json.ts'
import type { Place } from '../model/place.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { Fix } from './fix.ts'
import { invariant } from '../text/invariant.ts'
import { locateAll, type Location } from './locate.ts'

/** A diagnostic whose places have become lines and columns. */
export interface LocatedDiagnostic extends Omit<Diagnostic, 'at' | 'related' | 'subject' | 'fix'> {
  readonly location?: Location
  readonly related: readonly { readonly message: string; readonly location: Location }[]
  readonly resource?: ResourceIdentity
  /** The fix, where one is known: edits of one file, in its order; never empty. */
  readonly edits?: readonly SuggestedEdit[]
}

/** A range of a file, and the text to put in its place. */
export interface SuggestedEdit {
  readonly location: Location
  readonly text: string
}

/** What a user greps for; what a broken object lacks is absent. */
export interface ResourceIdentity {
  readonly apiVersion?: string
  readonly kind: string
  readonly namespace?: string
  readonly name?: string
}

/**
 * Finds the lines of every diagnostic and sorts them by file, offset and code: the same order on every machine.
 *
 * @param suggest what a fix changes, for those who read it
 */
export function locateDiagnostics(
  diagnostics: readonly Diagnostic[],
  suggest: (fix: Fix) => readonly SuggestedEdit[] = () => [],
): readonly LocatedDiagnostic[] {
  const locations = locateAll(
    diagnostics.flatMap(({ at, related }) => [...(at ? [at] : []), ...related.map((each) => each.at)]),
  )
  const find = (place: Place): Location => {
    const location = locations.get(place)
    invariant(location, 'every place of a diagnostic is found')
    return location
  }
  return diagnostics.map((each) => locateDiagnostic(each, find, suggest)).sort(compare)
}

function locateDiagnostic(
  { at, related, subject, fix, ...diagnostic }: Diagnostic,
  find: (place: Place) => Location,
  suggest: (fix: Fix) => readonly SuggestedEdit[],
): LocatedDiagnostic {
  const resource = subject && identityOf(subject.value)
  const edits = fix === undefined ? [] : suggest(fix)
  return {
    ...diagnostic,
    ...(at && { location: find(at) }),
    related: related.map((each) => ({ message: each.message, location: find(each.at) })),
    ...(resource && { resource }),
    ...(edits.length > 0 && { edits }),
  }
}

/** What an object is called; undefined for what has no kind, such as a fragment. */
export function identityOf({ apiVersion, kind, metadata }: JsonObject): ResourceIdentity | undefined {
  if (typeof kind !== 'string') return undefined
  const { namespace, name } = isObject(metadata) ? metadata : {}
  return {
    ...(typeof apiVersion === 'string' && { apiVersion }),
    kind,
    ...(typeof namespace === 'string' && { namespace }),
    ...(typeof name === 'string' && { name }),
  }
}

function compare(left: LocatedDiagnostic, right: LocatedDiagnostic): number {
  return (
    // What concerns the whole run comes last, where a person looks first.
    Number(left.location === undefined) - Number(right.location === undefined) ||
    compareText(left.location?.file.path ?? '', right.location?.file.path ?? '') ||
    (left.location?.start ?? 0) - (right.location?.start ?? 0) ||
    compareText(left.code, right.code) ||
    compareText(left.message, right.message)
  )
}

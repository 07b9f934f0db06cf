import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { pointerSegments } from '../../json/pointer.ts'
import { findMisreadings, type Misreading } from '../../kubernetes/schema/find-misreadings.ts'
import type { FederatedObject } from '../../model/federation.ts'
import type { JsonObject } from '../../model/json.ts'
import { holderOf, type Override } from '../../model/override.ts'
import { keyAt, valueAt, type Place } from '../../model/place.ts'
import { invariant } from '../../text/invariant.ts'

/**
 * Reports what of a template would make the rendered file another object, or several, for some reader, and answers
 * whether anything does: `object-read-as-list`, `object-read-as-other`.
 */
export function reportTemplateMisreadings(
  federatedObject: FederatedObject,
  object: JsonObject,
  report: Report,
): boolean {
  const found = findMisreadings(object)
  for (const each of found) {
    reportMisreading(
      federatedObject,
      each,
      keyAt(federatedObject.manifest, `/spec/template${each.pointer}`),
      report,
    )
  }
  return found.length > 0
}

/** Reports the same of what one cluster's overrides add to a template that has nothing of it, at the override that did. */
export function reportOverrideMisreadings(
  federatedObject: FederatedObject,
  misreadings: readonly Misreading[],
  overrides: readonly Override[],
  report: Report,
): void {
  for (const each of misreadings) {
    reportMisreading(federatedObject, each, placeOf(each, federatedObject, overrides), report)
  }
}

/** The last override that set the field; an early dotted one makes the field on the way to its own. */
function placeOf(
  { pointer }: Misreading,
  { manifest }: FederatedObject,
  overrides: readonly Override[],
): Place {
  const override = overrides.findLast(
    ({ op, path }) => op !== 'remove' && (isAtOrBelow(pointer, path) || isAtOrBelow(path, pointer)),
  )
  invariant(override, 'what the template lacks comes from an override')
  const holder = holderOf(override, manifest)
  return pointer.length > override.path.length
    ? keyAt(holder, `${override.pointer}/value${pointer.slice(override.path.length)}`)
    : valueAt(holder, `${override.pointer}/path`)
}

function isAtOrBelow(pointer: string, ancestor: string): boolean {
  return pointer === ancestor || pointer.startsWith(`${ancestor}/`)
}

function reportMisreading(
  { manifest, type: { targetType } }: FederatedObject,
  misreading: Misreading,
  at: Place,
  report: Report,
): void {
  const context = { at, subject: manifest }
  const field = pointerSegments(misreading.pointer).at(-1) ?? ''
  const parameters = { kind: targetType.kind, field }
  if (misreading.kind === 'list') report(createDiagnostic('object-read-as-list', parameters, context))
  else {
    const takenFor = misreading.kind === 'identity' ? misreading.takenFor : undefined
    report(createDiagnostic('object-read-as-other', { ...parameters, takenFor }, context))
  }
}

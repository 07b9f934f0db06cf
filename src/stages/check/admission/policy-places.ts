import type { RelatedPlace } from '../../../diagnostics/diagnostic.ts'
import { atPointer } from '../../../json/at-pointer.ts'
import { objectAt, textAt } from '../../../json/fields.ts'
import type { Verdict } from '../../../kubernetes/server/read-answer.ts'
import { keyAt, valueAt } from '../../../model/place.ts'
import { quote } from '../../../text/quote.ts'
import type { AdmissionObject, PolicySet } from './surroundings.ts'

/** Where the policy of a verdict, its validation if one failed, and its binding are written, as far as they are. */
export function policyPlaces(policy: Verdict['policy'], set: PolicySet | undefined): readonly RelatedPlace[] {
  if (policy === undefined || set === undefined) return []
  const { name, binding, validation } = policy
  const expression = validation === undefined ? undefined : `/spec/validations/${validation}/expression`
  return [
    ...placeOf(namedIn(set.policies, name), `the policy ${quote(name)}`, expression),
    ...placeOf(namedIn(set.bindings, binding), `its binding ${quote(binding)}`, undefined),
  ]
}

/** The one of some objects that has a name. */
export function namedIn(objects: readonly AdmissionObject[], name: string): AdmissionObject | undefined {
  return objects.find(({ object }) => textAt(objectAt(object, 'metadata'), 'name') === name)
}

function placeOf(
  found: AdmissionObject | undefined,
  message: string,
  pointer: string | undefined,
): readonly RelatedPlace[] {
  if (found?.written === undefined) return []
  const { manifest, root } = found.written
  const isThere = pointer !== undefined && atPointer(manifest.value, root + pointer) !== undefined
  const at = isThere ? valueAt(manifest, root + pointer) : keyAt(manifest, `${root}/spec`)
  return [{ message, at }]
}

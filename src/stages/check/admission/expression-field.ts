import { atPointer } from '../../../json/at-pointer.ts'
import { getOwn, isObject } from '../../../json/own.ts'
import { childPointer } from '../../../json/pointer.ts'
import type { Verdict } from '../../../kubernetes/server/read-answer.ts'
import type { Json, JsonObject } from '../../../model/json.ts'
import { namedIn } from './policy-places.ts'
import type { PolicySet } from './surroundings.ts'

/**
 * The JSON pointer of the field that a failed validation asks about, where its expression names one field of the object alone, as
 * `object.spec.replicas <= 4` does; that of the whole object otherwise.
 */
export function expressionField(
  object: JsonObject,
  { name, validation }: NonNullable<Verdict['policy']>,
  set: PolicySet | undefined,
): string {
  const policy = validation === undefined ? undefined : namedIn(set?.policies ?? [], name)
  const expression = policy && atPointer(policy.object, `/spec/validations/${validation}/expression`)
  if (typeof expression !== 'string') return ''
  const paths = [...expression.matchAll(/\bobject(?<path>(?:\.\w+)+)/g)].map(({ groups }) =>
    fieldAt(object, (groups?.['path'] ?? '').split('.').slice(1)),
  )
  // What is around another field is named on the way to it.
  const longest = paths.reduce((one, other) => (other.length > one.length ? other : one), '')
  return paths.every((each) => longest === each || longest.startsWith(`${each}/`)) ? longest : ''
}

/** How far the steps lead into an object: what comes after a field is a function that is called of it. */
function fieldAt(object: JsonObject, steps: readonly string[]): string {
  let [value, pointer]: [Json, string] = [object, '']
  for (const step of steps) {
    const next: Json | undefined = isObject(value) ? getOwn(value, step) : undefined
    if (next === undefined) return pointer
    ;[value, pointer] = [next, childPointer(pointer, step)]
  }
  return pointer
}

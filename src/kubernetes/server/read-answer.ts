import { getOwn, isArray, isObject } from '../../json/own.ts'
import type { Json, JsonObject } from '../../model/json.ts'

/** A part of what an API server refuses an object for. */
export interface Cause {
  /** As the server names it: `spec.template.spec.containers[0].image`; empty for the whole object. */
  readonly field: string
  /** The keys and indexes to the field, where the field is not to be parsed. */
  readonly path?: readonly string[]
  /** As `FieldValueInvalid`. */
  readonly reason: string
  /** In the server's own words, a long value in them cut. */
  readonly message: string
}

/** Something that only a running cluster knows. */
export interface LiveNote {
  readonly field: string
  readonly message: string
  /** The object that has to be there. */
  readonly needs?: { readonly group: string; readonly kind: string; readonly name: string }
}

/** What a part of admission says of an object that validation takes. */
export interface Verdict {
  /** What becomes of the object; `pods`: it is taken and its Pods are not; `unknown`: only the cluster knows. */
  readonly effect: (typeof effects)[number]
  /** The ValidatingAdmissionPolicy and its binding; absent for Pod Security Admission. */
  readonly policy?: { readonly name: string; readonly binding: string; readonly validation?: number }
  /** As the server names it; empty for the whole object. */
  readonly field: string
  readonly message: string
}

/** Those that matter more come first. */
const effects = ['refused', 'pods', 'warned', 'unknown', 'noted'] as const

/** What Kubernetes' own code says of an object. */
export interface ServerAnswer {
  /** Why it is refused; none where it is taken. */
  readonly causes: readonly Cause[]
  readonly warnings: readonly string[]
  readonly notes: readonly LiveNote[]
  readonly verdicts: readonly Verdict[]
}

/** An answer; `none` where the code does not know the kind, `failed` where it failed, took too long, or answered what is none. */
export type Answered = ServerAnswer | 'none' | 'failed'

/** How much of an answer is read. */
const [mostCauses, longestMessage, longestField] = [200, 500, 1000]

/** Reads an answer. What comes is another program's data, and only what has the right form counts. */
export function readAnswer(text: string | undefined): Answered {
  const answer = parse(text)
  if (answer === undefined) return 'failed'
  if (getOwn(answer, 'unknown') === true) return 'none'
  const code = getOwn(answer, 'code')
  if (code !== undefined && (typeof code !== 'number' || code < 400 || code >= 500)) return 'failed'
  const all = [...causesIn(getOwn(answer, 'causes')), ...causesIn(getOwn(answer, 'later'))]
  const stated = all.filter((each) => all.length === 1 || !each.message.includes(notChecked))
  const whole = { field: '', reason: textOf(getOwn(answer, 'reason')), message: messageOf(answer) }
  const causes = code === undefined ? [] : stated.length === 0 ? [whole] : stated
  return {
    causes,
    warnings: listIn(getOwn(answer, 'warnings')).flatMap((each) =>
      typeof each === 'string' ? [shorten(each)] : [],
    ),
    notes: listIn(getOwn(answer, 'notes')).flatMap((each) => noteOf(each)),
    verdicts: verdictsIn(getOwn(answer, 'verdicts')),
  }
}

/** What is said of a custom resource in the place of what other faults of it hide. */
const notChecked = 'some validation rules were not checked'

function parse(text: string | undefined): JsonObject | undefined {
  try {
    const value = JSON.parse(text ?? '') as Json
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function listIn(value: Json | undefined): readonly Json[] {
  return isArray(value) ? value.slice(0, mostCauses) : []
}

function causesIn(value: Json | undefined): readonly Cause[] {
  return listIn(value).flatMap((each): readonly Cause[] => {
    if (!isObject(each)) return []
    const field = textOf(getOwn(each, 'field'))
    const steps = getOwn(each, 'path')
    const path = isArray(steps) ? steps.filter((step) => typeof step === 'string') : undefined
    const cause = { reason: textOf(getOwn(each, 'reason')), message: messageOf(each) }
    return [{ field: field === '<nil>' ? '' : field.slice(0, longestField), ...cause, ...(path && { path }) }]
  })
}

function noteOf(value: Json): readonly LiveNote[] {
  if (!isObject(value)) return []
  const needs = getOwn(value, 'needs')
  const [group, kind, name] = isArray(needs) ? needs : []
  const isNamed = typeof group === 'string' && typeof kind === 'string' && typeof name === 'string'
  const field = textOf(getOwn(value, 'field')).slice(0, longestField)
  return [{ field, message: messageOf(value), ...(isNamed && { needs: { group, kind, name } }) }]
}

/** Of more than can be read, those that matter more, so that no note hides a refusal. */
function verdictsIn(value: Json | undefined): readonly Verdict[] {
  const verdicts = isArray(value) ? value.flatMap((each) => verdictOf(each)) : []
  if (verdicts.length <= mostCauses) return verdicts
  return effects.flatMap((effect) => verdicts.filter((each) => each.effect === effect)).slice(0, mostCauses)
}

function verdictOf(value: Json): readonly Verdict[] {
  if (!isObject(value)) return []
  const effect = effects.find((each) => each === getOwn(value, 'effect'))
  if (effect === undefined) return []
  const [name, validation] = [textOf(getOwn(value, 'policy')), getOwn(value, 'validation')]
  const isNumbered = typeof validation === 'number' && Number.isSafeInteger(validation)
  const binding = textOf(getOwn(value, 'binding'))
  const policy = name !== '' && { name, binding, ...(isNumbered && { validation }) }
  const field = textOf(getOwn(value, 'field')).slice(0, longestField)
  return [{ effect, field, message: messageOf(value), ...(policy && { policy }) }]
}

function messageOf(value: JsonObject): string {
  return shorten(textOf(getOwn(value, 'message')))
}

/** Why is at the end of a message, and what was given, of any length, in the middle. */
function shorten(message: string): string {
  if (message.length <= longestMessage) return message
  return `${message.slice(0, longestMessage / 3)} … ${message.slice(-(2 * longestMessage) / 3)}`
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

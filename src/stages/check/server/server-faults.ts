import { hiddenFields } from '../../../diagnostics/secret-fields.ts'
import { atPointer } from '../../../json/at-pointer.ts'
import { objectAt, textAt } from '../../../json/fields.ts'
import { getOwn, isArray, isObject } from '../../../json/own.ts'
import { stringifyJson } from '../../../json/stringify.ts'
import { fieldPlace } from '../../../kubernetes/server/field-pointer.ts'
import type { Answered, ServerAnswer, Verdict } from '../../../kubernetes/server/read-answer.ts'
import type { Json, JsonObject } from '../../../model/json.ts'
import { expressionField } from '../admission/expression-field.ts'
import type { PolicySet, Surroundings } from '../admission/surroundings.ts'

/** What admission says: policies, and Pod Security Admission. */
export type AdmissionFault = `policy-${Said}` | `pod-security-${Said | 'pods'}`

type Said = 'refused' | 'warned' | 'noted' | 'unknown'

/** What Kubernetes' own code says of one field, in its own words. */
export interface ServerFault {
  readonly kind: 'refused' | 'warned' | 'live' | 'unjudged' | 'unanswered' | AdmissionFault
  /** Of the field or, where the object lacks it, of what would hold it. */
  readonly pointer: string
  /** As the server names it; empty for the object as a whole. */
  readonly field: string
  readonly words: string
  /** The object that has to be there, for what only a running cluster knows. */
  readonly needs?: { readonly group: string; readonly kind: string; readonly name: string }
  /** Whose verdict it is; absent where it is none of a policy. */
  readonly policy?: NonNullable<Verdict['policy']>
  readonly isKnown?: boolean
}

/** What is known where the code does not judge an object. */
const withoutAnswer: Readonly<Record<'none' | 'failed', ServerFault>> = {
  none: { kind: 'unjudged', pointer: '', field: '', words: '' },
  failed: { kind: 'unanswered', pointer: '', field: '', words: '' },
}

/**
 * What an answer says of an object, with the place of each part; nothing of it quotes a value of a Secret, be it the object or a
 * parameter of a policy.
 *
 * @param answer undefined: nobody was asked
 */
export function serverFaults(
  object: JsonObject,
  answer: Answered | undefined,
  surroundings: Surroundings = {},
): readonly ServerFault[] {
  if (typeof answer === 'object') return faultsIn(object, answer, surroundings)
  return answer === undefined ? [] : [withoutAnswer[answer]]
}

function faultsIn(
  object: JsonObject,
  answer: ServerAnswer,
  { policies }: Surroundings,
): readonly ServerFault[] {
  const params = policies?.params.map((each) => each.object) ?? []
  const { causes, warnings, notes, verdicts } = answer
  if (causes.length + warnings.length + notes.length + verdicts.length === 0) return []
  const hide = createHiding([object, ...params])
  const mayQuote = createMayQuote([object, ...params], policies)
  return [
    ...causes.map(({ field, path, reason, message }): ServerFault => {
      const { pointer } = fieldPlace(object, field, path)
      return { kind: 'refused', pointer, field, words: hide(message, reason, pointer) }
    }),
    ...warnings.map((message): ServerFault => {
      const field = fieldOfWarning(message)
      const { pointer, rest } = fieldPlace(object, field)
      // What only looks like a field is none.
      const isField = field !== '' && rest !== field
      return { kind: 'warned', pointer: isField ? pointer : '', field: '', words: hide(message, '', pointer) }
    }),
    ...notes.map(({ field, message, needs }): ServerFault => {
      const { pointer } = fieldPlace(object, field)
      const fault: ServerFault = { kind: 'live', pointer, field, words: hide(message, '', pointer) }
      return needs ? Object.assign(fault, { needs }) : fault
    }),
    ...verdicts.map(({ effect, policy, field, message }): ServerFault => {
      const pointer = policy ? expressionField(object, policy, policies) : fieldPlace(object, field).pointer
      const isShown = policy === undefined || !mayQuote(policy.name)
      const said = policy && effect === 'unknown' ? `${subjectOf(policy)} ${message}` : message
      const words = isShown ? hide(said, '', '') : notShown(policy)
      if (policy === undefined) return { kind: `pod-security-${effect}`, pointer, field: '', words }
      return { kind: `policy-${effect === 'pods' ? 'refused' : effect}`, pointer, field: '', words, policy }
    }),
  ]
}

/**
 * Gives the function that decides whether a policy may make anything of a Secret and say it: an expression of its writes what it says, and the
 * object or a parameter is a Secret.
 */
function createMayQuote(
  objects: readonly JsonObject[],
  policies: PolicySet | undefined,
): (policy: string) => boolean {
  if (objects.every((each) => hiddenFields(each).length === 0)) return () => false
  const spoken = new Set(
    (policies?.policies ?? []).flatMap(({ object }) => {
      const text = stringifyJson(getOwn(object, 'spec') ?? null)
      const isSpoken = /"(?:messageExpression|valueExpression)"/.test(text)
      return isSpoken ? [textAt(objectAt(object, 'metadata'), 'name')] : []
    }),
  )
  return (policy) => spoken.has(policy)
}

/** In the words with which a server begins. */
function subjectOf({ name, binding }: NonNullable<Verdict['policy']>): string {
  return `ValidatingAdmissionPolicy '${name}' with binding '${binding}'`
}

function notShown(policy: NonNullable<Verdict['policy']>): string {
  return `${subjectOf(policy)} (the rest is not shown, since it may quote a Secret)`
}

/** The field with which a warning begins, as most do. */
function fieldOfWarning(message: string): string {
  return /^[a-z]\w*(?:[.[][^\s:]*)?(?=[:\s])/.exec(message)?.[0] ?? ''
}

/** Gives the function that takes what a Secret holds out of the server's words: they quote what they refuse. */
function createHiding([object, ...others]: readonly [JsonObject, ...JsonObject[]]): (
  message: string,
  reason: string,
  pointer: string,
) => string {
  const hidden = hiddenFields(object)
  const texts = [object, ...others].flatMap((each) =>
    hiddenFields(each).flatMap(({ pointer }) => textsIn(atPointer(each, pointer))),
  )
  if (hidden.length + texts.length === 0) return (message) => message
  const isHidden = (pointer: string): boolean =>
    hidden.some(
      (each) => pointer.startsWith(`${each.pointer}/`) || (pointer === each.pointer && !each.isContent),
    )
  return (message, reason, pointer) => {
    const isSafe = reason === 'FieldValueRequired' || !isHidden(pointer)
    if (isSafe && !texts.some((each) => message.includes(each))) return message
    return `${reasonsInWords[reason] ?? 'Refused'} (the rest is not shown, since it may quote a Secret)`
  }
}

const reasonsInWords: Readonly<Record<string, string>> = {
  FieldValueInvalid: 'Invalid value',
  FieldValueNotSupported: 'Unsupported value',
  FieldValueTooLong: 'Too long',
  FieldValueForbidden: 'Forbidden',
  FieldValueDuplicate: 'Duplicate value',
  FieldValueTypeInvalid: 'Invalid value',
  BadRequest: 'It cannot be decoded',
}

/** All that a message may quote of a value: its texts, as they are, in JSON, and decoded. */
function textsIn(value: Json | undefined): readonly string[] {
  if (isArray(value)) return value.flatMap((each) => textsIn(each))
  if (isObject(value)) return Object.values(value).flatMap((each) => textsIn(each))
  if (value === undefined || value === null) return []
  const text = String(value)
  const decoded = decodeBase64(text)
  return [text, JSON.stringify(text).slice(1, -1), decoded].filter((each) => each !== '')
}

function decodeBase64(text: string): string {
  try {
    return atob(text)
  } catch {
    return ''
  }
}

import { atPointer } from '../../../../json/at-pointer.ts'
import { isArray } from '../../../../json/own.ts'
import type { JsonObject } from '../../../../model/json.ts'
import { count } from '../../../../text/count.ts'
import { changeOfField, updateOf, valuesAt, type Update } from '../changed-field.ts'
import { describe } from '../deletion.ts'
import type { Finding, RiskRule } from '../risk-rule.ts'
import { textsOf } from '../texts-of.ts'

const policy = 'ValidatingAdmissionPolicy.admissionregistration.k8s.io'
const binding = 'ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io'

/** A policy of admission refused something, and is to let it pass. */
export const policyWeakened: RiskRule = {
  name: 'policy-weakened',
  level: 'high',
  about:
    'A binding of a ValidatingAdmissionPolicy denies no more, or a policy has fewer validations or ignores its own failures.',
  citation: 'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
  find: (change) => {
    const update = updateOf(change)
    if (update?.groupKind === binding) return findDenyLost(update)
    return update?.groupKind === policy ? [...findIgnored(update), ...findFewer(update)] : []
  },
}

function findDenyLost(update: Update): readonly Finding[] {
  const field = '/spec/validationActions'
  if (!changeOfField(update.change, field) || !denies(update.base) || denies(update.head)) return []
  return [{ reason: `${describe(update.change.object)} denies nothing any more.`, field }]
}

function denies(object: JsonObject): boolean {
  return textsOf(atPointer(object, '/spec/validationActions')).includes('Deny')
}

function findIgnored(update: Update): readonly Finding[] {
  const field = '/spec/failurePolicy'
  const [before, after] = valuesAt(update, field)
  if (!changeOfField(update.change, field) || before === 'Ignore' || after !== 'Ignore') return []
  return [
    {
      reason: `${describe(update.change.object)} takes an object of which its evaluation fails, and refused it before.`,
      field,
    },
  ]
}

function findFewer(update: Update): readonly Finding[] {
  const field = '/spec/validations'
  const [before, after] = valuesAt(update, field).map((list) => (isArray(list) ? list.length : 0))
  if (!changeOfField(update.change, field) || before === undefined || after === undefined) return []
  if (after >= before) return []
  return [
    {
      reason: `${describe(update.change.object)} has ${count(after, 'validation')}, and had ${before}.`,
      field,
    },
  ]
}

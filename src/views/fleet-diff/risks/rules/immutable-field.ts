import { atPointer } from '../../../../json/at-pointer.ts'
import { withDefaults } from '../../../../kubernetes/defaults/with-defaults.ts'
import type { Json, JsonObject } from '../../../../model/json.ts'
import { immutableFields, type ImmutableField } from '../immutable-fields.ts'
import { createImmutableRule, refuseOther } from '../immutable-rule.ts'
import type { RiskRule } from '../risk-rule.ts'
import { textsOf } from '../texts-of.ts'

/** A field that is immutable whatever the other fields are. */
export const immutableField: RiskRule = createImmutableRule({
  name: 'immutable-field',
  about:
    'The API server refuses to change `spec.selector` of a Deployment, DaemonSet or ReplicaSet, `roleRef` of a binding, `type` of a Secret, and some fields of classes, ResourceQuotas, EndpointSlices and CustomResourceDefinitions.',
  citation: 'https://kubernetes.io/docs/reference/kubernetes-api/',
  kinds: [...new Set(immutableFields.flatMap(({ kinds }) => kinds))],
  refusals: ({ groupKind, base, head }) =>
    immutableFields
      .filter(({ kinds }) => kinds.includes(groupKind))
      .flatMap((field) => refuseOther(field.pointer, valueOf(base, field), valueOf(head, field))),
})

function valueOf(object: JsonObject, { pointer, defaults = [], isSet }: ImmutableField): Json | undefined {
  const value = atPointer(withDefaults(object, defaults), pointer)
  return isSet ? [...new Set(textsOf(value))].sort() : value
}

import { quote } from '../../../../text/quote.ts'
import { groupKindOf } from '../../../../kubernetes/group-kind.ts'
import { atPointer } from '../../../../json/at-pointer.ts'
import { changeOfField } from '../changed-field.ts'
import { describe } from '../deletion.ts'
import type { RiskRule } from '../risk-rule.ts'
import { textsOf } from '../texts-of.ts'

const pointer = '/spec/externalIPs'

/** A Service takes the traffic of addresses that Kubernetes does not manage. */
export const serviceExternalIPs: RiskRule = {
  name: 'service-external-ips',
  level: 'high',
  about: 'A Service gets `externalIPs` that it did not have: nodes take the traffic of these addresses.',
  citation: 'https://kubernetes.io/docs/concepts/services-networking/service/#external-ips',
  find: (change) => {
    const { kind, base, head, object } = change
    if (head === undefined || groupKindOf(head) !== 'Service') return []
    if (kind === 'changed' && !changeOfField(change, pointer)) return []
    const before = new Set(textsOf(atPointer(base, pointer)))
    const added = textsOf(atPointer(head, pointer)).filter((address) => !before.has(address))
    if (added.length === 0) return []
    const addresses = added.map((address) => quote(address)).join(', ')
    return [
      {
        reason: `${describe(object)} takes the traffic of the external addresses ${addresses}.`,
        field: pointer,
      },
    ]
  },
}

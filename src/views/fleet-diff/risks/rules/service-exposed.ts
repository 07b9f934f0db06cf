import { printable } from '../../../../text/quote.ts'
import { groupKindOf } from '../../../../kubernetes/group-kind.ts'
import { atPointer } from '../../../../json/at-pointer.ts'
import type { JsonObject } from '../../../../model/json.ts'
import { changeOfField } from '../changed-field.ts'
import { describe } from '../deletion.ts'
import type { RiskRule } from '../risk-rule.ts'

const reach = new Map([
  ['NodePort', 1],
  ['LoadBalancer', 2],
])

/** A Service can be reached from places where it could not before. */
export const serviceExposed: RiskRule = {
  name: 'service-exposed',
  level: 'high',
  about: 'A Service becomes a `NodePort` or a `LoadBalancer`, or a new Service is one.',
  citation:
    'https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types',
  find: (change) => {
    const { kind, base, head, object } = change
    if (head === undefined || groupKindOf(head) !== 'Service') return []
    if (kind === 'changed' && !changeOfField(change, '/spec/type')) return []
    const [from, to] = [base && typeOf(base), typeOf(head)]
    if ((reach.get(to) ?? 0) <= (reach.get(from ?? '') ?? 0)) return []
    const became = from === undefined ? `is a new ${to}` : `turns from ${from} into ${to}`
    const reached = to === 'NodePort' ? 'every node answers for it' : 'a load balancer answers for it'
    return [{ reason: `${describe(object)} ${became}, so ${reached}.`, field: '/spec/type' }]
  },
}

/** The type of a Service; where none is written, the default of Kubernetes. */
function typeOf(service: JsonObject): string {
  const type = atPointer(service, '/spec/type')
  return typeof type === 'string' && type !== '' ? printable(type) : 'ClusterIP'
}

import { atPointer } from '../../../../json/at-pointer.ts'
import type { JsonObject } from '../../../../model/json.ts'
import { changeOfField, updateOf } from '../changed-field.ts'
import { describe } from '../deletion.ts'
import type { RiskRule } from '../risk-rule.ts'
import { textsOf } from '../texts-of.ts'

const pointer = '/spec/loadBalancerSourceRanges'

/** A load balancer let only some networks in, and is to let in all. */
export const serviceSourceRanges: RiskRule = {
  name: 'service-source-ranges',
  level: 'high',
  about: 'The `loadBalancerSourceRanges` of a LoadBalancer are removed, or widened to every address.',
  citation: 'https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/#ServiceSpec',
  find: (change) => {
    const update = updateOf(change)
    if (update?.groupKind !== 'Service' || !changeOfField(change, pointer)) return []
    if (atPointer(update.head, '/spec/type') !== 'LoadBalancer') return []
    if (admitsAll(update.base) || !admitsAll(update.head)) return []
    return [
      {
        reason: `${describe(change.object)} lets every address in, and not only some networks.`,
        field: pointer,
      },
    ]
  },
}

function admitsAll(service: JsonObject): boolean {
  const ranges = textsOf(atPointer(service, pointer))
  return ranges.length === 0 || ranges.some((range) => /\/0+$/.test(range.trim()))
}

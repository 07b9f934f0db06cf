import type { DNSRecord } from '../../model/dns-record.ts'
import type { LossPlan } from '../../model/loss-plan.ts'
import type { RenderPlan } from '../../model/render-plan.ts'
import { isWantedPlan, type ObjectFilter } from '../object-filter.ts'
import type { DrilledLoss } from './drill.ts'
import { drilledNames, knownNames } from './drilled-names.ts'
import { drilledWorkload } from './drilled-workloads.ts'

/** What is asked of each loss. */
export interface LossQuestion {
  readonly filter: ObjectFilter
  /** The cluster that runs ExternalDNS, where the configuration names one. */
  readonly externalDNS?: string | undefined
}

/**
 * Answers what becomes of a fleet where clusters are lost: the plan beside the one without them, of the objects that are asked
 * for. What is of the plan alone is made once.
 */
export function lossDriller(
  plan: RenderPlan,
  { filter, externalDNS }: LossQuestion,
): (name: string, loss: LossPlan) => DrilledLoss {
  const ready = new Set(plan.federation.clusters.filter((each) => each.ready).map(({ name }) => name))
  const isReady = (cluster: string): boolean => ready.has(cluster)
  const wanted = [...plan.objects.entries()].filter(([, object]) => isWantedPlan(filter, object))
  const before = knownNames(withoutOthers(plan.dns, filter))
  return (name, loss) => ({
    name,
    clusters: [...loss.lost].sort(),
    workloads: wanted.flatMap(([index, object]) => {
      const drilled = drilledWorkload(object, loss.objects[index], { lost: loss.lost, isReady })
      return drilled ? [drilled] : []
    }),
    names: drilledNames(before, knownNames(loss.dns)),
    losesExternalDNS: externalDNS !== undefined && loss.lost.has(externalDNS),
  })
}

/** The DNSEndpoints that are asked for; a DNSEndpoint has no labels. */
function withoutOthers(
  dns: RenderPlan['dns'],
  { isWanted, hasWantedLabels }: ObjectFilter,
): RenderPlan['dns'] {
  const isAsked = ({ namespace, name }: DNSRecord): boolean =>
    isWanted({ type: 'dnsendpoints', namespace, name }) && hasWantedLabels({})
  return { ...dns, dnsEndpoints: dns.dnsEndpoints.filter(({ record }) => isAsked(record)) }
}

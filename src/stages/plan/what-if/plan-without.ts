import type { Report } from '../../../diagnostics/diagnostic.ts'
import { isRecordEnabled } from '../../../kubefed/is-record-enabled.ts'
import type { Federation } from '../../../model/federation.ts'
import type { LossPlan } from '../../../model/loss-plan.ts'
import type { DNSConfig } from '../../../model/render-config.ts'
import type { ObjectPlan, Placement, RenderPlan, Variant } from '../../../model/render-plan.ts'
import { planFederationDNS } from '../dns/plan-federation-dns.ts'
import { placeObject } from '../place-object.ts'
import { scheduleObject, type SchedulingState } from '../scheduling/schedule-object.ts'

/** What planning goes by besides the federation. */
export interface LossInputs {
  readonly dns: DNSConfig
  readonly scheduling: SchedulingState
}

/**
 * A plan without some clusters, as compiling the sources without their KubeFedClusters makes it, but for the content of
 * objects. What a preference places is decided again; any other placement decides about each cluster by itself, and so only
 * loses these. Reports nothing.
 */
export function planWithout(
  { federation, objects }: RenderPlan,
  lost: ReadonlySet<string>,
  { dns: settings, scheduling }: LossInputs,
): LossPlan {
  const left = withoutClusters(federation, lost)
  const planned = objects.map((each) => planAgain(each, left, lost, scheduling))
  const records = left.dnsRecords.filter((each) => isRecordEnabled(each, left.controlPlane))
  const [dns] = planFederationDNS(left, planned, records, settings, false)
  return { lost, objects: planned, dns }
}

function withoutClusters(federation: Federation, lost: ReadonlySet<string>): Federation {
  return {
    ...federation,
    clusters: federation.clusters.filter(({ name }) => !lost.has(name)),
    observed: new Map([...federation.observed].filter(([name]) => !lost.has(name))),
  }
}

const ignore: Report = () => {}

function planAgain(
  object: ObjectPlan,
  left: Federation,
  lost: ReadonlySet<string>,
  scheduling: SchedulingState,
): ObjectPlan {
  const { federatedObject, placement, division } = object
  if (division === undefined) {
    // What is placed was chosen before.
    const isTouched = placement.chosen.some((name) => lost.has(name))
    return isTouched ? { ...object, ...without(object, lost) } : object
  }
  const again = scheduleObject(federatedObject, division.preference, left, scheduling, ignore)
  // A preference whose target KubeFed refuses places nothing.
  const isPlacedByIt = placement.chosenBy.manifest === division.preference.manifest
  if (!isPlacedByIt) return { ...object, ...without(object, lost), division: again }
  const placed = placeObject(federatedObject, left, again, ignore)
  return { ...object, ...without(object, lost), placement: placed, division: again }
}

/** The placement and the variants in the clusters that are left. */
function without(
  { placement, variants }: ObjectPlan,
  lost: ReadonlySet<string>,
): { readonly placement: Placement; readonly variants: readonly Variant[] } {
  const left = (clusters: readonly string[]): readonly string[] => clusters.filter((name) => !lost.has(name))
  return {
    placement: { ...placement, clusters: left(placement.clusters), chosen: left(placement.chosen) },
    variants: variants.flatMap(({ object, clusters }) => {
      const remaining = left(clusters)
      return remaining.length > 0 ? [{ object, clusters: remaining }] : []
    }),
  }
}

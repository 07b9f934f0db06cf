import type { DNSPlan } from './dns-endpoint.ts'
import type { ObjectPlan } from './render-plan.ts'

/**
 * What a plan becomes where clusters are gone from the inventory: where each object goes, how its replicas are divided, and
 * the names in DNS. What is in the objects is not made again.
 */
export interface LossPlan {
  readonly lost: ReadonlySet<string>
  /** In the order of the plan's objects. */
  readonly objects: readonly Pick<ObjectPlan, 'federatedObject' | 'placement' | 'division'>[]
  readonly dns: DNSPlan
}

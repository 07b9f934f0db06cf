import { agents } from '../../agents/agents.ts'
import type { DeliveryConfig } from '../../model/delivery-config.ts'
import { inCluster } from '../../output/layout.ts'

/**
 * What becomes of what runs in a cluster that leaves the inventory, in words: the agents forget it, and nobody knows what others
 * do who apply the output.
 */
export function describeLeft(cluster: string, delivery: DeliveryConfig): string {
  return agents.some((agent) => agent.isConfigured(delivery))
    ? `what runs in ${cluster} stays there, since the agents only forget it`
    : `whether what runs in ${cluster} stays is up to what applies ${inCluster(cluster)}`
}

import type { LoadBalancerObservation } from './load-balancer-observation.ts'
import type { ObservedWorkloads } from './workload-observation.ts'

/** What was observed in one member cluster. */
export interface ObservedCluster {
  readonly workloads: ObservedWorkloads
  readonly loadBalancers: LoadBalancerObservation
}

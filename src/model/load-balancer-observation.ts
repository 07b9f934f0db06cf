/** One entry of a load balancer's `status.loadBalancer.ingress` (Kubernetes: LoadBalancerIngress); at least one is set. */
export interface LoadBalancerAddress {
  readonly ip?: string
  readonly hostname?: string
}

/** What was observed of one Service in one cluster. */
export interface ServiceObservation {
  /** The Service's `spec.type`; Kubernetes' default is `ClusterIP`. */
  readonly type: string
  /** Sorted by ip, then hostname. */
  readonly loadBalancer: readonly LoadBalancerAddress[]
  /** Whether its Endpoints or EndpointSlices hold at least one ready address. */
  readonly readyEndpoints: boolean
}

/** What was observed of load balancers in one cluster; keys are `namespace/name`. */
export interface LoadBalancerObservation {
  readonly services: ReadonlyMap<string, ServiceObservation>
  /** Addresses sorted by ip, then hostname. */
  readonly ingresses: ReadonlyMap<string, readonly LoadBalancerAddress[]>
}

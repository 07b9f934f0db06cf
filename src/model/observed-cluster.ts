import type { JsonObject } from './json.ts'

/** What was observed in one member cluster. */
export interface ObservedCluster {
  readonly workloads: ObservedWorkloads
  readonly loadBalancers: LoadBalancerObservation
  /** What KubeFed does not manage, by its label or without it. */
  readonly unmanaged: UnmanagedObjects
  /** Default: nothing is known of annotations. */
  readonly annotated?: AnnotatedObjects
  /** All of it, as it was read. Default: nothing is known. */
  readonly objects?: readonly JsonObject[]
}

/** How an object is without KubeFed's management: the label `kubefed.io/managed` is `false`, or it has none. */
export type Unmanaged = 'label-false' | 'label-missing'

/** The objects of one cluster that KubeFed does not manage, by `<Kind.group>/<namespace>/<name>`. */
export type UnmanagedObjects = ReadonlyMap<string, Unmanaged>

/** Whether an object of one cluster has annotations, by `<Kind.group>/<namespace>/<name>`. */
export type AnnotatedObjects = ReadonlyMap<string, boolean>

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
  /** The addresses of the Gateways that have accepted an HTTPRoute, a GRPCRoute or a TLSRoute. Default: there is none. */
  readonly routes?: ReadonlyMap<string, readonly LoadBalancerAddress[]>
}

/** What was observed in one member cluster that replica scheduling asks for. */
export interface ObservedWorkloads {
  /** Deployments and ReplicaSets of group apps, by `<kind>/<namespace>/<name>`. */
  readonly workloads: ReadonlyMap<string, JsonObject>
  /** By namespace. */
  readonly pods: ReadonlyMap<string, readonly JsonObject[]>
}

/** The workload that a ReplicaSchedulingPreference divides, as it is called in a member cluster. */
export interface WorkloadTarget {
  readonly kind: 'Deployment' | 'ReplicaSet'
  readonly namespace: string
  readonly name: string
}

/**
 * The replicas of a workload in one member cluster.
 * `unknown` is the reason why its running replicas could not be counted, so that its readyReplicas count in their
 * place.
 */
export interface WorkloadObservation {
  readonly replicas: number
  readonly readyReplicas: number
  /** KubeFed's current replica count. */
  readonly current: number
  /** KubeFed's estimated capacity; absent where no Pod is unschedulable. */
  readonly capacity?: number
  readonly unknown?: 'pods-missing' | 'selector-missing'
}

import type { DeliveryConfig } from './delivery-config.ts'
import type { DNSEndpointApiVersion } from './dns-endpoint.ts'
import type { Invariant } from './invariant.ts'
import type { Reference } from './place.ts'
import type { DivisionMethod } from './replica-scheduling-preference.ts'
import type { Tenant } from './tenant.ts'
import type { Severity } from './severity.ts'
import type { WaveOrder } from './wave.ts'

/** The settings of `fedrender.yaml` (schemas/fedrender.dev/v1alpha1/RenderConfig.json), defaults filled in. */
export interface RenderConfig {
  /** Globs relative to the repository; absent: every YAML and JSON file. */
  readonly sources?: readonly string[]
  /** The output directory, relative to the repository. Default: `rendered`. */
  readonly output: string
  /** The namespace of the KubeFed control plane. Default: `kube-federation-system`. */
  readonly systemNamespace: string
  /** The lowest version of fedrender that may render this repository. Default: any. */
  readonly requiredVersion?: string
  /** The namespace of namespaced federated objects that name none. Default: none, and such an object is an error. */
  readonly defaultNamespace?: string
  /** Which of the ten built-in FederatedTypeConfigs count. Default: true, all of them. */
  readonly builtinTypes: boolean | readonly string[]
  /** Whether annotations of templates are dropped, as KubeFed does, or kept. Default: `drop`. */
  readonly templateAnnotations: 'drop' | 'keep'
  /** What becomes of the template's replica count where `retainReplicas` is set. Default: `omit`. */
  readonly retainReplicas: 'omit' | 'render'
  /** Globs of what was observed in the member clusters. Default: `observed/**`. */
  readonly observed?: readonly string[]
  readonly scheduling: SchedulingConfig
  readonly dns: DNSConfig
  /** Default: no agent. */
  readonly delivery: DeliveryConfig
  readonly checks: ChecksConfig
  readonly prune: PruneLimits
  /** Which clusters get a change first. Default: none, all clusters at once. */
  readonly waves?: WaveOrder
  /** Whose sources may declare what. Default: none, and every source may declare everything. */
  readonly tenants: readonly Tenant[]
  /** What has to hold of the rendered fleet, beside the FleetInvariants of files. Default: nothing. */
  readonly invariants: readonly Invariant[]
  /** What is set of single clusters, by name. Default: nothing. */
  readonly clusters: ReadonlyMap<string, ClusterConfig>
  /** Globs, relative to the output directory, of files that others may have there. Default: none. */
  readonly foreignFiles: readonly string[]
  /** Digests of prune sets that may go. Default: none. */
  readonly approvePrune: readonly string[]
  /** Severities that differ from the catalogue's, by code. Default: none. */
  readonly severities: ReadonlyMap<string, Severity | 'off'>
}

/** Where replica scheduling takes the replicas from that run already. */
export type CurrentReplicas = 'observed' | 'rendered' | 'none'

/** How replicas are divided. */
export interface SchedulingConfig {
  /** Default: `observed` where anything was observed, else `none`. */
  readonly current?: CurrentReplicas
  /** Of preferences without an annotation of their own. Default: `kubefed`. */
  readonly division: DivisionMethod
}

/** What becomes of load balancers that have host names instead of addresses. */
export type HostTargets = 'cname' | 'lock' | 'weighted'

/** How DNS records are compiled. */
export interface DNSConfig {
  /** The API of the DNSEndpoints; ExternalDNS 0.21 and later read only its own. Default: `externaldns.k8s.io/v1alpha1`. */
  readonly apiVersion: DNSEndpointApiVersion
  /** Default: `cname`. */
  readonly hostTargets: HostTargets
  /** The name of the providerSpecific property that holds a weight. Default: `aws/weight`. */
  readonly weightProperty: string
  /** Whether IngressDNSRecords may share hosts, as KubeFed let them. Default: false. */
  readonly shareHosts: boolean
  /** The cluster that runs ExternalDNS, whose directory gets the DNSEndpoints. Default: none, they go to `dns/`. */
  readonly cluster?: string
}

/** By what the objects of clusters are checked. */
export interface ChecksConfig {
  /**
   * `server`: by Kubernetes' own code and by schemas, `structural`: by schemas alone, `off`: not at all. Default: `structural`.
   */
  readonly kubernetes: 'server' | 'structural' | 'off'
}

/** What is set of one cluster. */
export interface ClusterConfig {
  /** The version of Kubernetes that it runs, as `1.30`. Default: that of its label `fedrender.dev/kubernetes-version`, or of its status. */
  readonly kubernetesVersion?: string
  /** The place in the configuration. */
  readonly at?: Reference
}

/** How much one run may prune without approval. */
export interface PruneLimits {
  /** The share of the member clusters in which one object may vanish. Default: 0.5, and never stops below 5 clusters. */
  readonly maxClusters: number
  /** The share of a cluster's files, where it holds more than 10. Default: 0.3. */
  readonly maxFraction: number
}

/** The settings of a repository without `fedrender.yaml`. */
export const defaultRenderConfig: RenderConfig = {
  output: 'rendered',
  systemNamespace: 'kube-federation-system',
  builtinTypes: true,
  templateAnnotations: 'drop',
  retainReplicas: 'omit',
  scheduling: { division: 'kubefed' },
  dns: {
    apiVersion: 'externaldns.k8s.io/v1alpha1',
    hostTargets: 'cname',
    weightProperty: 'aws/weight',
    shareHosts: false,
  },
  delivery: {},
  checks: { kubernetes: 'structural' },
  prune: { maxClusters: 0.5, maxFraction: 0.3 },
  tenants: [],
  invariants: [],
  clusters: new Map(),
  foreignFiles: [],
  approvePrune: [],
  severities: new Map(),
}

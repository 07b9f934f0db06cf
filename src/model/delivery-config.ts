import type { JsonObject } from './json.ts'
import type { Reference } from './place.ts'

/** Which agents the output is handed to; an agent that is absent gets no files. */
export interface DeliveryConfig {
  readonly argocd?: ArgoCDConfig
  readonly flux?: FluxConfig
}

/** What one Application or Kustomization delivers: a cluster, or one namespace of it. */
export type DeliveryGranularity = 'cluster' | 'namespace'

/** How Argo CD learns of the clusters. */
export interface ArgoCDConfig {
  /** The Git repository that holds the output. */
  readonly repoURL: string
  /** Default: `HEAD`. */
  readonly targetRevision: string
  /** The output directory in that repository. Default: where the output is delivered from. */
  readonly path?: string
  /** Where `path` is set. */
  readonly pathAt?: Reference
  /** The name of the ApplicationSet. Default: `fedrender`. */
  readonly name: string
  /** The namespace in which Argo CD runs. Default: `argocd`. */
  readonly namespace: string
  /** The AppProject of the Applications. Default: `default`. */
  readonly project: string
  /** Default: `cluster`. */
  readonly granularity: DeliveryGranularity
  /** Whether Applications sync, prune and heal by themselves. Default: true. */
  readonly automated: boolean
  /** How Argo CD knows a cluster, by its name in the inventory. Default: by that name. */
  readonly destinations: Readonly<Record<string, ArgoCDDestination>>
  /** Default: none, all clusters at once. */
  readonly waves?: WavesConfig
  /** AppProjects to write beside those of the tenants. Default: none. */
  readonly projects: readonly ProjectConfig[]
}

/** A cluster as Argo CD knows it: its name, or else the URL of its API server. */
export interface ArgoCDDestination {
  readonly name?: string
  readonly server?: string
}

/** The order in which clusters are to get a change, which Argo CD does not always keep. */
export interface WavesConfig {
  /** A label of the KubeFedClusters. */
  readonly label: string
  /** Its values, the first wave first; the clusters with any other value, or without the label, come last. */
  readonly order: readonly string[]
  /** How many Applications of a wave may change at once: a count, or a share as `10%`. Default: all. */
  readonly maxUpdate?: number | string
}

/** What a tenant may reach. */
export interface ProjectConfig {
  readonly name: string
  readonly namespaces: readonly string[]
  /** Default: every cluster. */
  readonly clusters?: readonly string[]
}

/** How Flux learns of the clusters. */
export interface FluxConfig {
  /** The namespace of the Kustomizations. Default: `flux-system`. */
  readonly namespace: string
  /** The source that holds the output. Default: the GitRepository `flux-system`, as `flux bootstrap` makes it. */
  readonly source: FluxSource
  /** The output directory in that source. Default: where the output is delivered from. */
  readonly path?: string
  /** Where `path` is set. */
  readonly pathAt?: Reference
  /** Default: `10m`. */
  readonly interval: string
  /** Default: `5m`. */
  readonly timeout: string
  /** Default: `cluster`. */
  readonly granularity: DeliveryGranularity
  /** The Secret that holds a cluster's kubeconfig, `{cluster}` being its name. Default: none, Flux runs in the cluster. */
  readonly kubeConfigSecret?: string
  /** One artifact for each cluster in place of `source`. Default: none. */
  readonly oci?: OCIConfig
}

/** A source that exists already. */
export interface FluxSource {
  readonly kind: 'GitRepository' | 'OCIRepository' | 'Bucket'
  readonly name: string
  /** Default: that of the Kustomizations. */
  readonly namespace?: string
}

/** Where the artifacts of the clusters are pushed to. */
export interface OCIConfig {
  /** As `oci://ghcr.io/acme/fleet`; the name of the cluster is put below it. */
  readonly url: string
  /** Default: `latest`. */
  readonly tag: string
  /** The Secret with the credentials of the registry. Default: none. */
  readonly secretRef?: string
}

/** The settings of `delivery.argocd` that have a default; `repoURL` has none. */
export const defaultArgoCDConfig: Omit<ArgoCDConfig, 'repoURL'> = {
  targetRevision: 'HEAD',
  name: 'fedrender',
  namespace: 'argocd',
  project: 'default',
  granularity: 'cluster',
  automated: true,
  destinations: {},
  projects: [],
}

/** The settings of `delivery.flux`, defaults filled in. */
export const defaultFluxConfig: FluxConfig = {
  namespace: 'flux-system',
  source: { kind: 'GitRepository', name: 'flux-system' },
  interval: '10m',
  timeout: '5m',
  granularity: 'cluster',
}

/** The settings of `delivery.flux.oci` that have a default; `url` has none. */
export const defaultOCIConfig: Omit<OCIConfig, 'url'> = { tag: 'latest' }

/** Where agents find the output. */
export interface DeliveryPlace {
  /** The path of the output from the top of its Git repository; `''` for the top itself. */
  readonly path: string
  /** Whether the output is known to be delivered from there, so that a setting with another path is an error. */
  readonly isKnown: boolean
}

/** The place of an output that is published to a branch of its own. */
export const publishedPlace: DeliveryPlace = { path: '', isKnown: true }

/** One file by which an agent knows what to deliver. */
export interface DeliveryFile {
  /** Relative to the output directory, as `argocd/applicationsets/fedrender.yaml`. */
  readonly path: string
  /** A line for whoever reads the file, without the `#`. */
  readonly comment?: string
  readonly object: JsonObject
}

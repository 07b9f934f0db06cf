import type { Reference } from './place.ts'

/**
 * Whose sources may declare what: a stand-in for the API server's RBAC, which a repository does not have. All but the
 * name are globs; what none of a list matches may not be declared.
 */
export interface Tenant {
  readonly name: string
  /** Of paths, relative to the repository. */
  readonly sources: readonly string[]
  readonly namespaces: readonly string[]
  /** Of types, as their FederatedTypeConfigs are called: `deployments.apps`. Types without namespaces take the full name. */
  readonly types: readonly string[]
  readonly clusters: readonly string[]
  /** Of the DNS names that its records may claim, label by label. Default: none. */
  readonly dnsNames?: readonly string[]
  /**
   * Whether it may declare what the whole fleet depends on: clusters, types, the control plane, domains, and by a glob
   * types without namespaces. Default: false.
   */
  readonly fleet?: boolean
  /** Where the configuration says so. */
  readonly at?: Reference
}

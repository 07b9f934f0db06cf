import type { Place, Reference } from './place.ts'

/**
 * Whose sources may declare what: a replacement for the API server's RBAC, which a repository does not have. All but
 * the name are globs; what none of a list matches may not be declared.
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
  /** The place in the configuration. */
  readonly at?: Reference
}

/** Whether a setting of a change makes a check weaker than in the base, or approves what a check would stop. */
export type WeakeningRule = 'check-weakened' | 'prune-approved'

/** Who judges a change until it is merged: the stricter value of both sides, or nobody but its reviewers. */
export type WeakeningJudge = 'stricter' | 'review'

/** One setting of `fedrender.yaml` by which a change weakens a check. */
export interface Weakening {
  readonly rule: WeakeningRule
  readonly judge: WeakeningJudge
  /** As `prune.maxClusters`, `severities.dns-name-claimed-twice` or `tenants.shop.clusters`. */
  readonly setting: string
  /** What the change does to it, as the end of a sentence about it: `is 1 and was 0.5`. */
  readonly change: string
  /** What it weakens, as a clause: `one object may vanish from more clusters without approval`. */
  readonly effect: string
  /** The place in the configuration of the change; absent where the change has none. */
  readonly at?: Place
  /**
   * The place of the earlier value in the base, with the base's name before the path; absent where the base has no
   * configuration.
   */
  readonly baseAt?: Place
}

import type { Tenant } from '../../model/tenant.ts'
import { createNameMatcher } from './dns-names.ts'
import { createMatcher } from '../../text/glob.ts'

/** A tenant with its globs compiled. */
export interface Rights {
  readonly tenant: Tenant
  readonly hasSource: (path: string) => boolean
  readonly mayUseNamespace: (namespace: string) => boolean
  readonly mayUseType: (type: string) => boolean
  /**
   * Whether it may declare objects of a type that has no namespaces. Such an object is no more one namespace's than
   * another's, so that a glob gives it only to a tenant of the whole fleet: as a Role with `*` gives no ClusterRole.
   */
  readonly mayUseClusterScoped: (type: string) => boolean
  /** Also for a tenant of the whole fleet: who may declare everything need not own every name. */
  readonly mayClaimName: (dnsName: string) => boolean
  /** Of the clusters that there are. */
  readonly deniedClusters: ReadonlySet<string>
}

/** The rights of a tenant in a fleet of these clusters. */
export function createRights(tenant: Tenant, clusters: readonly string[]): Rights {
  const mayUseType = createMatcher(tenant.types)
  const mayUseCluster = createMatcher(tenant.clusters)
  return {
    tenant,
    hasSource: createMatcher(tenant.sources),
    mayUseNamespace: createMatcher(tenant.namespaces),
    mayUseType,
    mayClaimName: createNameMatcher(tenant.dnsNames ?? []),
    mayUseClusterScoped: (type) => (tenant.fleet === true ? mayUseType(type) : tenant.types.includes(type)),
    deniedClusters: new Set(clusters.filter((each) => !mayUseCluster(each))),
  }
}

import type { ProjectConfig } from '../../model/delivery-config.ts'
import type { Fleet } from '../../model/fleet.ts'
import type { Tenant } from '../../model/tenant.ts'
import { createMatcher } from '../../text/glob.ts'

/**
 * The AppProject of each tenant: the namespaces of the fleet that it may use, in the clusters that it may use. None for
 * a tenant of the whole fleet, nor for one that may use nothing that there is.
 */
export function tenantProjects(tenants: readonly Tenant[], fleet: Fleet): readonly ProjectConfig[] {
  const all = [...new Set(fleet.objects.flatMap(({ namespace }) => namespace ?? []))].sort()
  return tenants.flatMap(({ name, fleet: isOfFleet, ...tenant }) => {
    const namespaces = all.filter(createMatcher(tenant.namespaces))
    const clusters = fleet.clusters.map((each) => each.name).filter(createMatcher(tenant.clusters))
    const isEmpty = namespaces.length === 0 || clusters.length === 0
    return isOfFleet === true || isEmpty ? [] : [{ name, namespaces, clusters }]
  })
}

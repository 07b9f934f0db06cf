import { agents } from '../../agents/agents.ts'
import type { DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import type { DeliveryFile, DeliveryPlace } from '../../model/delivery-config.ts'
import type { HeldRule } from '../../model/file-tree.ts'
import type { Fleet } from '../../model/fleet.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import { tenantProjects } from '../authorize/tenant-projects.ts'

/**
 * The files by which the configured agents know what to deliver; always of the whole fleet, whichever clusters are
 * rendered. None where everything that is not rendered is held, and so these: the plan then lacks what it cannot know, and
 * a list made of it would make the agents forget that. `place` is where agents find the output. Reports what the agents'
 * checks do.
 */
export function layOutDelivery(
  fleet: Fleet,
  { delivery, tenants = [] }: Pick<RenderConfig, 'delivery'> & Partial<RenderConfig>,
  place: DeliveryPlace,
): DiagnosticResult<readonly DeliveryFile[]> {
  if (fleet.held.some(holdsEverything)) return [[], []]
  const configured = agents.filter((agent) => agent.isConfigured(delivery))
  if (configured.length === 0) return [[], []]
  const request = { fleet, output: place.path, tenants: tenantProjects(tenants, fleet) }
  return [
    configured.flatMap((agent) => agent.files(request, delivery)),
    configured.flatMap((agent) => agent.check(fleet, delivery, place)),
  ]
}

function holdsEverything({ clusterDirectory, typeDirectory, file, path }: HeldRule): boolean {
  return [clusterDirectory, typeDirectory, file, path].every((part) => part === undefined)
}

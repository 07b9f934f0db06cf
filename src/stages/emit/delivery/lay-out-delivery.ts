import type { DiagnosticResult } from '../../../diagnostics/diagnostic.ts'
import type { ArgoCDConfig } from '../../../model/delivery-config.ts'
import type { DeliveryFile } from '../../../model/delivery-file.ts'
import type { HeldRule } from '../../../model/file-tree.ts'
import type { Fleet } from '../../../model/fleet.ts'
import type { RenderConfig } from '../../../model/render-config.ts'
import type { Tenant } from '../../../model/tenant.ts'
import { tenantProjects } from '../../authorize/tenant-projects.ts'
import { appProject } from './app-project.ts'
import { applicationSet } from './application-set.ts'
import { checkDelivery } from './check-delivery.ts'
import { fluxFiles } from './flux-files.ts'

/**
 * The files that tell the configured agents what to deliver; always of the whole fleet, whichever clusters are
 * rendered. None where everything that is not rendered is held, and so these: the plan then lacks what it cannot know, and
 * a list made of it would make the agents forget that. Reports what `checkDelivery` does.
 */
export function layOutDelivery(
  fleet: Fleet,
  { delivery, output, tenants = [] }: Pick<RenderConfig, 'delivery' | 'output'> & Partial<RenderConfig>,
): DiagnosticResult<readonly DeliveryFile[]> {
  if (fleet.held.some(holdsEverything)) return [[], []]
  const { argocd, flux } = delivery
  const files = [
    ...(argocd ? argoCDFiles(fleet, withTenants(argocd, tenants, fleet), output) : []),
    ...(flux ? fluxFiles(fleet, flux, output) : []),
  ]
  return [files, checkDelivery(fleet, delivery)]
}

function argoCDFiles(fleet: Fleet, config: ArgoCDConfig, output: string): readonly DeliveryFile[] {
  const projects = config.projects.map((project) => appProject(project, fleet, config))
  return [applicationSet(fleet, config, output), ...projects]
}

/** The configured AppProjects with those of the tenants that have none of their own. */
function withTenants(config: ArgoCDConfig, tenants: readonly Tenant[], fleet: Fleet): ArgoCDConfig {
  const names = new Set(config.projects.map(({ name }) => name))
  const added = tenantProjects(tenants, fleet).filter(({ name }) => !names.has(name))
  return { ...config, projects: [...config.projects, ...added] }
}

function holdsEverything({ clusterDirectory, typeDirectory, file, path }: HeldRule): boolean {
  return [clusterDirectory, typeDirectory, file, path].every((part) => part === undefined)
}

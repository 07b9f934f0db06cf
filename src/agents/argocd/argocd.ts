import type { ArgoCDConfig, ProjectConfig } from '../../model/delivery-config.ts'
import { createAgent, type Agent } from '../agent.ts'
import { appProject } from './app-project.ts'
import { applicationSet } from './application-set.ts'
import { checkArgoCD } from './check-argocd.ts'
import { isKept, keep } from './sync-options.ts'

/** Argo CD: an ApplicationSet, and an AppProject for each tenant. */
export const argocd: Agent = createAgent<ArgoCDConfig>({
  folder: 'argocd',
  settings: (config) => config.argocd,
  files: ({ fleet, output, tenants }, settings) => {
    const config = withTenants(settings, tenants)
    const projects = config.projects.map((project) => appProject(project, fleet, config))
    return [applicationSet(fleet, config, output), ...projects]
  },
  check: checkArgoCD,
  keep,
  isKept,
})

/** The configured AppProjects with those of the tenants that have none of their own. */
function withTenants(config: ArgoCDConfig, tenants: readonly ProjectConfig[]): ArgoCDConfig {
  const names = new Set(config.projects.map(({ name }) => name))
  return { ...config, projects: [...config.projects, ...tenants.filter(({ name }) => !names.has(name))] }
}

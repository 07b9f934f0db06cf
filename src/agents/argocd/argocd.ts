import type { ArgoCDConfig, ProjectConfig } from '../../model/delivery-config.ts'
import { createAgent, type Agent } from '../agent.ts'
import { isKustomization } from '../is-kustomization.ts'
import { appProject } from './app-project.ts'
import { applicationSet } from './application-set.ts'
import { checkArgoCD } from './check-argocd.ts'
import { isKept, keep } from './sync-options.ts'

/**
 * The manifests that it reads of a directory (Argo CD: reposerver/repository/repository.go, manifestFile), and what jsonnet
 * imports; `Chart.yaml`, by which it takes a directory for a chart, is one by its name (util/app/discovery/discovery.go).
 */
const isManifest = /\.(?:ya?ml|json|jsonnet|libsonnet)$/

/**
 * Argo CD: an ApplicationSet, and an AppProject for each tenant. It obeys `.argocd-source.yaml` and
 * `.argocd-source-<application>.yaml`, which replace settings of an Application's source, and `.argocd-allow-concurrency`
 * and `.argocd-helm-dep-up` beside them (Argo CD: reposerver/repository/repository.go).
 */
export const argocd: Agent = createAgent<ArgoCDConfig>({
  folder: 'argocd',
  settings: (config) => config.argocd,
  files: ({ fleet, output, tenants }, settings) => {
    const config = withTenants(settings, tenants)
    const projects = config.projects.map((project) => appProject(project, fleet, config))
    return [applicationSet(fleet, config, output), ...projects]
  },
  check: checkArgoCD,
  // Automated syncs do not prune down to nothing (Argo CD: docs/user-guide/auto_sync.md, allowEmpty).
  emptiable: () => [],
  keep,
  isKept,
  reads: (name) => isManifest.test(name) || isKustomization(name),
  obeys: (name) => (name.startsWith('.argocd-') ? 'argocd-source' : undefined),
})

/** The configured AppProjects with those of the tenants that have none of their own. */
function withTenants(config: ArgoCDConfig, tenants: readonly ProjectConfig[]): ArgoCDConfig {
  const names = new Set(config.projects.map(({ name }) => name))
  return { ...config, projects: [...config.projects, ...tenants.filter(({ name }) => !names.has(name))] }
}

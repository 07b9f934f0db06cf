import type { ArgoCDConfig, ProjectConfig } from '../../model/delivery-config.ts'
import { quote } from '../../text/quote.ts'
import { createAgent, type Agent } from '../agent.ts'
import { unitPlaces } from '../delivery-units.ts'
import { isKustomization } from '../is-kustomization.ts'
import { appProject } from './app-project.ts'
import { applicationSet, granularityIn } from './application-set.ts'
import { argocdBootstrap } from './argocd-bootstrap.ts'
import { checkArgoCD } from './check-argocd.ts'
import { isKept, keep, reasonOf } from './sync-options.ts'
import { groupKindOf } from '../../kubernetes/group-kind.ts'

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
  title: 'Argo CD',
  folder: 'argocd',
  settings: (config) => config.argocd,
  files: ({ fleet, output, tenants }, settings) => {
    const config = withTenants(settings, tenants)
    const projects = config.projects.map((project) => appProject(project, fleet, config))
    return [applicationSet(fleet, config, output), ...projects]
  },
  check: checkArgoCD,
  units: unitPlaces,
  granularity: ({ granularity }) => granularity,
  granularityIn,
  /**
   * A path that is missing is an error, and deletes nothing. The Application of one namespace has the cluster's path, and only
   * progressive syncs prune down to nothing.
   */
  prunesLast: ({ granularity, waves }) => granularity === 'namespace' && waves !== undefined,
  // It knows them by the name in an annotation of each (Argo CD: docs/user-guide/resource_tracking.md).
  recallsOrphans: true,
  // Automated syncs do not prune down to nothing (Argo CD: docs/user-guide/auto_sync.md, allowEmpty).
  emptiable: () => [],
  bootstrap: argocdBootstrap,
  renames: ({ destinations, granularity }, from, to) => {
    const [old, next] =
      granularity === 'namespace'
        ? [`the Applications of ${quote(from)} go`, 'the new ones take']
        : [`the Application ${quote(from)} goes`, `${quote(to)} takes`]
    const isKnown = Object.hasOwn(destinations, to)
    return `${old} and what was applied stays; ${next} it over${isKnown ? '' : `, once Argo CD knows the cluster as ${quote(to)}`}`
  },
  keep,
  reasonOf,
  isKept,
  // It puts no mark on one (Argo CD: reposerver/repository/repository.go, GenerateManifests).
  neverDeletes: (object) => groupKindOf(object) === 'CustomResourceDefinition.apiextensions.k8s.io',
  reads: (name) => isManifest.test(name) || isKustomization(name),
  obeys: (name) => (name.startsWith('.argocd-') ? 'argocd-source' : undefined),
})

/** The configured AppProjects with those of the tenants that have none of their own. */
function withTenants(config: ArgoCDConfig, tenants: readonly ProjectConfig[]): ArgoCDConfig {
  const names = new Set(config.projects.map(({ name }) => name))
  return { ...config, projects: [...config.projects, ...tenants.filter(({ name }) => !names.has(name))] }
}

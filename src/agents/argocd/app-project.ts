import type { ArgoCDConfig, ProjectConfig, DeliveryFile } from '../../model/delivery-config.ts'
import type { Fleet } from '../../model/fleet.ts'
import { agentFilePath } from '../../output/layout.ts'
import { destinationOf } from './application-set.ts'

/**
 * Projects come before the ApplicationSet: its controller refuses an Application whose project it doesn't know yet, and looks
 * again after three minutes (Argo CD: applicationset/controllers/applicationset_controller.go, ReconcileRequeueOnValidationError).
 */
const firstWave = { 'argocd.argoproj.io/sync-wave': '-1' }

/**
 * The AppProject of a tenant: its namespaces in its clusters, from the one repository, and nothing cluster-scoped,
 * which a project without clusterResourceWhitelist denies (Argo CD: docs/operator-manual/project-specification.md).
 */
export function appProject(
  { name, namespaces, clusters }: ProjectConfig,
  fleet: Fleet,
  config: ArgoCDConfig,
): DeliveryFile {
  const reached = fleet.clusters.filter((each) => clusters === undefined || clusters.includes(each.name))
  const object = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name, namespace: config.namespace, annotations: firstWave },
    spec: {
      sourceRepos: [config.repoURL],
      destinations: reached.flatMap((cluster) =>
        namespaces.map((namespace) => ({ ...destinationOf(config, cluster.name), namespace })),
      ),
    },
  }
  return { path: agentFilePath(['appprojects'], name), object }
}

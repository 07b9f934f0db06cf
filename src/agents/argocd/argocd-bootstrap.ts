import { createDiagnostic } from '../../diagnostics/diagnostic.ts'
import type { ArgoCDConfig, DeliveryFile } from '../../model/delivery-config.ts'
import type { JsonObject } from '../../model/json.ts'
import { agentFilePath } from '../../output/layout.ts'
import { joinPath } from '../../text/join-path.ts'
import { deliverFirst, type Bootstrap, type BootstrapRequest, type ReachedCluster } from '../bootstrap.ts'
import { destinationOf } from './application-set.ts'

/**
 * The root Application, which reads the ApplicationSet and the AppProjects, and the Secrets by which Argo CD knows the clusters,
 * without credentials (Argo CD: docs/operator-manual/declarative-setup.md, Clusters). Reports `bootstrap-revision-differs` where
 * the Applications would follow another branch than the published one.
 */
export function argocdBootstrap(request: BootstrapRequest, config: ArgoCDConfig): Bootstrap {
  const { clusters, branch, directory } = request
  const differs = branch !== undefined && branch !== config.targetRevision
  const root = {
    path: 'root.yaml',
    comment: 'Applied once: it reads the ApplicationSet.',
    object: rootOf(request, config),
  }
  return {
    files: [root, ...clusters.map((cluster) => secretOf(cluster, config))],
    steps: [
      deliverFirst(request, 'argocd'),
      `give Argo CD the clusters: argocd cluster add CONTEXT --name NAME, or the Secrets of ${directory}/argocd/clusters with credentials that nobody commits`,
      `in the cluster of Argo CD: kubectl apply -f ${directory}/argocd/root.yaml`,
    ],
    diagnostics: differs
      ? [createDiagnostic('bootstrap-revision-differs', { branch, targetRevision: config.targetRevision })]
      : [],
  }
}

function rootOf({ output }: BootstrapRequest, config: ArgoCDConfig): JsonObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: `${config.name}-root`, namespace: config.namespace },
    spec: {
      project: 'default',
      source: {
        repoURL: config.repoURL,
        targetRevision: config.targetRevision,
        path: joinPath(config.path ?? output, 'argocd'),
        directory: { recurse: true },
      },
      destination: { server: 'https://kubernetes.default.svc', namespace: config.namespace },
      syncPolicy: { automated: { prune: true, selfHeal: true } },
    },
  }
}

function secretOf(cluster: ReachedCluster, config: ArgoCDConfig): DeliveryFile {
  const { name = cluster.name, server = cluster.server } = destinationOf(config, cluster.name)
  const settings = cluster.caBundle === undefined ? {} : { tlsClientConfig: { caData: cluster.caBundle } }
  const object = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: `cluster-${cluster.name}`,
      namespace: config.namespace,
      labels: { 'argocd.argoproj.io/secret-type': 'cluster' },
    },
    stringData: { name, server, config: JSON.stringify(settings) },
  }
  const comment = 'The credentials are missing: they go into "config", where nobody commits them.'
  return { path: agentFilePath(['clusters'], cluster.name), comment, object }
}

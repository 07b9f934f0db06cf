import type { DeliveryFile, FluxConfig } from '../../model/delivery-config.ts'
import type { JsonObject } from '../../model/json.ts'
import { agentFilePath, clusterDirectory } from '../../output/layout.ts'
import { joinPath } from '../../text/join-path.ts'
import { deliverFirst, type Bootstrap, type BootstrapRequest, type ReachedCluster } from '../bootstrap.ts'

/**
 * The root Kustomization, which reads those of the clusters; the GitRepository where its address is known; and the Secrets with
 * the kubeconfigs, without credentials (Flux: docs/spec/v1/kustomizations.md, Remote clusters). A Flux in each cluster gets a root
 * of its own.
 */
export function fluxBootstrap(request: BootstrapRequest, config: FluxConfig): Bootstrap {
  const { clusters, directory, url } = request
  const { kubeConfigSecret, source } = config
  const isRemote = kubeConfigSecret !== undefined
  const hasSource = source.kind === 'GitRepository' && url !== undefined
  const sourceFile = hasSource ? [sourceOf(request, config, url)] : []
  const roots = isRemote
    ? [rootOf('root.yaml', request, config)]
    : clusters.map(({ name }) =>
        rootOf(agentFilePath(['roots'], name), request, config, clusterDirectory(name)),
      )
  const secrets = isRemote ? clusters.map((cluster) => secretOf(cluster, config, kubeConfigSecret)) : []
  const place = `${directory}/flux`
  return {
    files: [...sourceFile, ...roots, ...secrets],
    steps: [
      deliverFirst(request, 'flux'),
      ...(isRemote
        ? [`give Flux the clusters: the Secrets of ${place}/clusters with credentials that nobody commits`]
        : []),
      hasSource
        ? `unless flux bootstrap has made it: kubectl apply -f ${place}/source.yaml`
        : `make the ${source.kind} ${source.name}, as flux bootstrap does, or name its address by --url`,
      isRemote
        ? `in the cluster of Flux: kubectl apply -f ${place}/root.yaml`
        : `in each cluster, of ${place}/roots the file of its name: kubectl --context NAME apply -f ${place}/roots/NAME.yaml`,
    ],
    diagnostics: [],
  }
}

function sourceOf({ branch = 'main' }: BootstrapRequest, config: FluxConfig, url: string): DeliveryFile {
  const { source, namespace, interval } = config
  const object: JsonObject = {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name: source.name, namespace: source.namespace ?? namespace },
    spec: { interval, url, ref: { branch } },
  }
  return { path: 'source.yaml', comment: 'The branch that holds the output.', object }
}

function rootOf(
  path: string,
  { output }: BootstrapRequest,
  { path: set, namespace, interval, source }: FluxConfig,
  cluster = '',
): DeliveryFile {
  const object: JsonObject = {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'fedrender-root', namespace },
    spec: {
      sourceRef: { ...source },
      path: `./${joinPath(set ?? output, 'flux', cluster)}`,
      interval,
      prune: true,
    },
  }
  return { path, comment: 'Applied once: it reads the Kustomizations.', object }
}

function secretOf(
  { name, server, caBundle }: ReachedCluster,
  { namespace }: FluxConfig,
  secret: string,
): DeliveryFile {
  const cluster = { server, ...(caBundle !== undefined && { 'certificate-authority-data': caBundle }) }
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster }],
    users: [{ name: 'flux', user: {} }],
    contexts: [{ name, context: { cluster: name, user: 'flux' } }],
    'current-context': name,
  }
  const object = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: secret.replaceAll('{cluster}', () => name), namespace },
    stringData: { value: `${JSON.stringify(kubeconfig, null, 2)}\n` },
  }
  const comment = 'The credentials are missing: they go into "user", where nobody commits them.'
  return { path: agentFilePath(['clusters'], name), comment, object }
}

/** Clusters of which something is to be observed. */
export interface Unobserved {
  readonly clusters: readonly string[]
  /** The types of the routes that matter; a cluster without the Gateway API has none. */
  readonly routes: readonly string[]
}

/** The advice to observe clusters, and to commit what that gives. */
export function observeHint(unobserved: Unobserved): string {
  return `Run the following, and commit the directory: ${observeCommand(unobserved)}`
}

/** The commands that observe clusters, for one line of a shell. */
export function observeCommand({ clusters, routes }: Unobserved): string {
  const ofGateways = routes.length === 0 ? [] : ['gateways.gateway.networking.k8s.io', ...new Set(routes)]
  const types = ['svc,ingress,endpoints,endpointslices,deploy,rs,pods', ...ofGateways]
  const command = (cluster: string, file: string): string =>
    `kubectl --context ${cluster} get ${types.join(',')} -A -o yaml > ${file}`
  const [only] = clusters
  const fetch =
    only !== undefined && clusters.length === 1
      ? command(only, `observed/${only}.yaml`)
      : `for cluster in ${clusters.join(' ')}; do ${command('"$cluster"', '"observed/$cluster.yaml"')}; done`
  return `mkdir -p observed; ${fetch}`
}

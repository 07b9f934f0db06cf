import { agents } from '../../agents/agents.ts'
import type { ReachedCluster } from '../../agents/bootstrap.ts'
import { bootstrapFiles } from '../../authoring/objects/bootstrap-files.ts'
import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { getOwn, isObject } from '../../json/own.ts'
import type { FileChange } from '../../model/file-change.ts'
import type { Manifest } from '../../model/manifest.ts'
import { compareText } from '../../text/compare-text.ts'
import { findDeliveryPlace } from '../repository/find-delivery-place.ts'
import type { Workspace } from '../workspace.ts'
import type { AuthoringRepository } from './authoring-repository.ts'

/** How agents are started. */
export interface BootstrapOptions {
  readonly branch?: string
  readonly url?: string
  /** The directory of the new files, relative to the repository. */
  readonly directory: string
}

/** The files that start the agents, and what to do with them. */
export interface DeliveryBootstrap {
  readonly files: readonly FileChange[]
  readonly steps: readonly string[]
}

/**
 * Makes what a person applies once for each configured agent, and the order of the first steps. Reports `delivery-missing`, and
 * what the agents do.
 */
export function bootstrapDelivery(
  workspace: Workspace,
  { repository, resources }: AuthoringRepository,
  { branch, url, directory }: BootstrapOptions,
): DiagnosticResult<DeliveryBootstrap> {
  const { delivery } = repository.config
  const address = url ?? delivery.argocd?.repoURL
  const request = {
    clusters: resources.clusters.map(({ name, manifest }) => reachedCluster(name, manifest)).sort(byName),
    output: branch === undefined ? findDeliveryPlace(workspace, repository, {}).path : '',
    ...(branch !== undefined && { branch }),
    ...(address !== undefined && { url: address }),
    directory,
  }
  const started = agents.flatMap((agent) => {
    const found = agent.bootstrap(request, delivery)
    return found === undefined ? [] : [{ agent, ...found }]
  })
  const missing = started.length === 0 ? [createDiagnostic('delivery-missing', {})] : []
  const files = started.flatMap((each) => bootstrapFiles(`${directory}/${each.agent.folder}`, each.files))
  const steps = started.flatMap((each) =>
    each.steps.map((step, index) => `${each.agent.title} ${index + 1}: ${step}`),
  )
  return [{ files, steps }, [...missing, ...started.flatMap(({ diagnostics }) => diagnostics)]]
}

function reachedCluster(name: string, { value }: Manifest): ReachedCluster {
  const spec = getOwn(value, 'spec')
  const { apiEndpoint, caBundle } = isObject(spec) ? spec : {}
  return {
    name,
    server: typeof apiEndpoint === 'string' ? apiEndpoint : '',
    ...(typeof caBundle === 'string' && { caBundle }),
  }
}

function byName(left: ReachedCluster, right: ReachedCluster): number {
  return compareText(left.name, right.name)
}

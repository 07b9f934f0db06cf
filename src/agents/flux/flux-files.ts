import type { DeliveryFile, DeliveryGranularity, FluxConfig, OCIConfig } from '../../model/delivery-config.ts'
import type { Fleet, FleetCluster } from '../../model/fleet.ts'
import type { JsonObject } from '../../model/json.ts'
import {
  clusterDirectory,
  agentFilePath,
  clusterScopedDirectory,
  nameOfSegment,
} from '../../output/layout.ts'
import { joinPath } from '../../text/join-path.ts'
import type { EarlierFile } from '../agent.ts'
import { deliveryUnits, unitPath, type DeliveryUnit } from '../delivery-units.ts'

/** The directory of Kustomizations in that of a cluster. */
const kustomizations = 'kustomizations'

/**
 * What Flux reads: one Kustomization for each unit, in a directory for each cluster, so that a Flux that runs in a
 * member cluster can be given that cluster's alone; and the OCIRepository of each cluster where there are artifacts.
 */
export function fluxFiles(fleet: Fleet, config: FluxConfig, output: string): readonly DeliveryFile[] {
  const { oci } = config
  const units = deliveryUnits(fleet, config.granularity)
  const firstOf = new Map(units.filter(isClusterScoped).map((unit) => [unit.cluster, unit.name]))
  return [
    ...units.map((unit) => kustomization(unit, firstOf.get(unit.cluster), config, output)),
    ...(oci ? fleet.clusters.map((cluster) => ociRepository(cluster, oci, config, output)) : []),
  ]
}

/** What one Kustomization of an earlier output delivered: that of a whole cluster has the name of its directory. */
export function granularityIn(files: readonly EarlierFile[]): DeliveryGranularity | undefined {
  const found = files.map(({ path }) => path.split('/')).find(([, type]) => type === kustomizations)
  if (found === undefined) return undefined
  const [cluster = '', , file = ''] = found
  return file === agentFilePath([], nameOfSegment(cluster)) ? 'cluster' : 'namespace'
}

function isClusterScoped({ directory }: DeliveryUnit): boolean {
  return directory === clusterScopedDirectory
}

/**
 * A Kustomization that goes keeps what it applied (`deletionPolicy: Orphan`), as KubeFed keeps what runs in a cluster
 * that left the inventory: by default it would delete everything (Flux: docs/spec/v1/kustomizations.md, Deletion
 * policy). A path that is missing is an error there and deletes nothing. Within one Kustomization Flux itself applies
 * CustomResourceDefinitions and Namespaces first (Flux: pkg/ssa/manager_apply.go); between several `dependsOn` does.
 */
function kustomization(
  unit: DeliveryUnit,
  first: string | undefined,
  config: FluxConfig,
  output: string,
): DeliveryFile {
  const { name, cluster, directory } = unit
  const { namespace, interval, timeout, kubeConfigSecret, source, oci } = config
  const path = oci ? (directory ?? '') : joinPath(config.path ?? output, unitPath(unit))
  const sourceRef = oci ? { kind: 'OCIRepository', name: cluster.name } : { ...source }
  const object: JsonObject = {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace },
    spec: {
      ...(first !== undefined && first !== name && { dependsOn: [{ name: first }] }),
      sourceRef,
      path: `./${path}`,
      ...(kubeConfigSecret !== undefined && {
        kubeConfig: { secretRef: { name: kubeConfigSecret.replaceAll('{cluster}', () => cluster.name) } },
      }),
      interval,
      timeout,
      prune: true,
      wait: true,
      deletionPolicy: 'Orphan',
    },
  }
  return { path: fluxPath(cluster, kustomizations, name), object }
}

function ociRepository(
  cluster: FleetCluster,
  { url, tag, secretRef }: OCIConfig,
  { namespace, interval }: FluxConfig,
  output: string,
): DeliveryFile {
  const artifact = `${url}/${cluster.name}`
  const object: JsonObject = {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata: { name: cluster.name, namespace },
    spec: {
      interval,
      url: artifact,
      ref: { tag },
      ...(secretRef !== undefined && { secretRef: { name: secretRef } }),
    },
  }
  const comment = pushCommand(`${artifact}:${tag}`, joinPath(output, unitPath({ cluster })))
  return { path: fluxPath(cluster, 'ocirepositories', cluster.name), comment, object }
}

/** The command that publishes a directory as an artifact, to be run at the root of the repository. */
function pushCommand(artifact: string, directory: string): string {
  return [
    `flux push artifact ${artifact} --path='./${directory.replaceAll("'", String.raw`'\''`)}'`,
    '--source="$(git config --get remote.origin.url)"',
    '--revision="$(git branch --show-current)@sha1:$(git rev-parse HEAD)"',
    '--reproducible',
  ].join(' ')
}

function fluxPath({ name: cluster }: FleetCluster, type: string, name: string): string {
  return agentFilePath([clusterDirectory(cluster), type], name)
}

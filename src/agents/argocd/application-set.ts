import { atPointer } from '../../json/at-pointer.ts'
import { groupOf } from '../../kubernetes/group-version-kind.ts'
import type {
  ArgoCDConfig,
  ArgoCDDestination,
  WavesConfig,
  DeliveryFile,
  DeliveryGranularity,
} from '../../model/delivery-config.ts'
import type { Fleet, FleetObject } from '../../model/fleet.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { agentFilePath } from '../../output/layout.ts'
import { joinPath } from '../../text/join-path.ts'
import type { EarlierFile } from '../agent.ts'
import { deliveryUnits, unitPath, type DeliveryUnit } from '../delivery-units.ts'
import { retainedObjects } from '../retained-objects.ts'

/** The directory of ApplicationSets in the folder of Argo CD. */
const folder = 'applicationsets'

/**
 * The ApplicationSet: one Application for each unit, from a list and not from the directories that Git has, so that a
 * directory that is missing makes its Application report that, where a generator would delete it with all it applied
 * (Argo CD: docs/operator-manual/applicationset/Application-Deletion.md). A cluster that left the inventory takes its
 * Application along, and `preserveResourcesOnDeletion` keeps what runs there, as KubeFed keeps it. Go templates give
 * texts only, so that what differs in shape from one Application to the next cannot be templated: ignoreDifferences
 * names the retained objects of the whole fleet, which does nothing where an object is not.
 */
export function applicationSet(fleet: Fleet, config: ArgoCDConfig, output: string): DeliveryFile {
  const units = deliveryUnits(fleet, config.granularity)
  const usesServers = units.some(({ cluster }) => destinationOf(config, cluster.name).server !== undefined)
  const object: JsonObject = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: config.name, namespace: config.namespace },
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [
        { list: { elements: units.map((unit) => listElement(unit, config, output, usesServers)) } },
      ],
      ...(config.waves && { strategy: rollingSync(config.waves) }),
      syncPolicy: { preserveResourcesOnDeletion: true },
      template: applicationTemplate(config, retainedObjects(fleet), usesServers),
    },
  }
  return { path: agentFilePath([folder], config.name), object }
}

/** What one Application of an earlier output delivered. */
export function granularityIn(files: readonly EarlierFile[]): DeliveryGranularity | undefined {
  const set = files.find(({ path }) => path.startsWith(`${folder}/`))?.read()
  if (set === undefined) return undefined
  const include = atPointer(set, '/spec/template/spec/source/directory/include')
  return include === undefined ? 'cluster' : 'namespace'
}

/** How Argo CD knows a cluster: as the mapping says, else by its name. */
export function destinationOf({ destinations }: ArgoCDConfig, cluster: string): ArgoCDDestination {
  return Object.hasOwn(destinations, cluster) ? (destinations[cluster] ?? {}) : { name: cluster }
}

/**
 * The parameters of one Application. One namespace of a cluster is chosen by a pattern below the cluster's directory
 * and not by a path of its own: a path that is gone is an error, and an Application that chooses nothing is guarded
 * by allowEmpty. An AppProject compares its destinations with the Application's, namespace included; what has no namespace
 * names none (Argo CD: pkg/apis/application/v1alpha1/app_project_types.go,
 * IsDestinationPermitted).
 */
function listElement(
  unit: DeliveryUnit,
  config: ArgoCDConfig,
  output: string,
  usesServers: boolean,
): JsonObject {
  const { name = '', server = '' } = destinationOf(config, unit.cluster.name)
  const { directory, cluster, namespace = '' } = unit
  const path = (part: Pick<DeliveryUnit, 'cluster' | 'directory'>): string =>
    joinPath(config.path ?? output, unitPath(part))
  return {
    application: unit.name,
    path: path({ cluster }),
    ...(directory !== undefined && {
      changes: path(unit),
      include: `${directory}/*`,
      namespace,
      project: projectOf(unit, config),
    }),
    clusterName: name,
    ...(usesServers && { server }),
    ...(config.waves && { wave: cluster.labels.get(config.waves.label) ?? '' }),
  }
}

/** The first project that may reach a namespace of a cluster, else the configured one. */
function projectOf({ cluster, namespace }: DeliveryUnit, { projects, project }: ArgoCDConfig): string {
  const own = projects.find(
    ({ namespaces, clusters }) =>
      namespace !== undefined &&
      namespaces.includes(namespace) &&
      (clusters === undefined || clusters.includes(cluster.name)),
  )
  return own?.name ?? project
}

function applicationTemplate(
  config: ArgoCDConfig,
  retained: readonly FleetObject[],
  usesServers: boolean,
): JsonObject {
  const byNamespace = config.granularity === 'namespace'
  return {
    metadata: {
      name: '{{.application}}',
      ...(config.waves && { labels: { [config.waves.label]: '{{.wave}}' } }),
      annotations: {
        'argocd.argoproj.io/manifest-generate-paths': byNamespace ? '/{{.changes}}' : '/{{.path}}',
      },
    },
    spec: {
      project: byNamespace ? '{{.project}}' : config.project,
      source: {
        repoURL: config.repoURL,
        targetRevision: config.targetRevision,
        path: '{{.path}}',
        directory: { recurse: true, ...(byNamespace && { include: '{{.include}}' }) },
      },
      destination: {
        name: '{{.clusterName}}',
        ...(usesServers && { server: '{{.server}}' }),
        ...(byNamespace && { namespace: '{{.namespace}}' }),
      },
      syncPolicy: {
        ...(config.automated && { automated: { prune: true, selfHeal: true } }),
        syncOptions: [
          'ServerSideApply=true',
          ...(retained.length > 0 ? ['RespectIgnoreDifferences=true'] : []),
        ],
      },
      ...(retained.length > 0 && { ignoreDifferences: retained.map(ignoreReplicas) }),
    },
  }
}

function ignoreReplicas({ kind, namespace, name, variants }: FleetObject): JsonObject {
  const group = groupOf(String(variants[0]?.object['apiVersion']))
  return {
    ...(group !== '' && { group }),
    kind,
    name,
    ...(namespace !== undefined && { namespace }),
    jsonPointers: ['/spec/replicas'],
  }
}

/**
 * The first waves by the values of the label, then all others: an Application that no step selects would never be
 * synced (Argo CD: docs/operator-manual/applicationset/Progressive-Syncs.md).
 */
function rollingSync({ label: key, order, maxUpdate }: WavesConfig): JsonObject {
  const step = (operator: string, values: Json): JsonObject => ({
    matchExpressions: [{ key, operator, values }],
    ...(maxUpdate !== undefined && { maxUpdate }),
  })
  return {
    type: 'RollingSync',
    rollingSync: { steps: [...order.map((value) => step('In', [value])), step('NotIn', order)] },
  }
}

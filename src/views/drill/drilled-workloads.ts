import { isObject } from '../../json/own.ts'
import { groupKind, groupOf } from '../../kubernetes/group-version-kind.ts'
import { hasReplicas } from '../../kubefed/retained-replicas.ts'
import type { JsonObject } from '../../model/json.ts'
import type { LossPlan } from '../../model/loss-plan.ts'
import { type Place, valueAt } from '../../model/place.ts'
import type { ObjectPlan, ReplicaDivision } from '../../model/render-plan.ts'
import { clusterPreferences } from '../../model/replica-scheduling-preference.ts'
import { isNamespaceType } from '../../kubefed/is-namespace-type.ts'
import { compareText } from '../../text/compare-text.ts'
import type { DrilledWorkload } from './drill.ts'

/** The kinds that run Pods and have no count of replicas. */
const kindsWithoutReplicas = new Set(['DaemonSet.apps', 'Job.batch', 'CronJob.batch', 'Pod'])

type Counts = ReadonlyMap<string, number>

/** The clusters that are lost, and those that run anything: the rest of an inventory does not count. */
export interface LostClusters {
  readonly lost: ReadonlySet<string>
  readonly isReady: (cluster: string) => boolean
}

/**
 * What becomes of the workload of an object; undefined where it is none, or nothing becomes of it. One whose count is not
 * rendered, or that has none, counts as one replica in each cluster.
 */
export function drilledWorkload(
  object: ObjectPlan,
  after: LossPlan['objects'][number] | undefined,
  { lost: lostClusters, isReady }: LostClusters,
): DrilledWorkload | undefined {
  if (after === undefined || !object.placement.clusters.some((name) => lostClusters.has(name)))
    return undefined
  const before = runningIn(object, isReady)
  if (before === undefined) return undefined
  const running = runningAgain(before, after)
  const changes = changesBetween(before, running, lostClusters)
  const [ran, runs] = [sum(before), sum(running)]
  const nowhereElse = ran > 0 && runs === 0
  const isDivided = object.division?.schedule !== undefined
  const lost = isDivided || nowhereElse ? Math.max(0, ran - runs) : 0
  const minimum = minimumOf(object.division)
  const isBelow = minimum !== undefined && ran >= minimum && runs < minimum
  if (lost === 0 && changes.length === 0) return undefined
  return {
    ...identityOf(object),
    replicas: ran,
    moved: changes.reduce((total, { change }) => total + Math.max(0, change), 0),
    lost,
    nowhereElse,
    changes,
    ...(isBelow && { minimum }),
  }
}

function identityOf({
  federatedObject,
  division,
}: ObjectPlan): Pick<DrilledWorkload, 'type' | 'namespace' | 'name' | 'at'> {
  const { type, namespace, name, manifest } = federatedObject
  const at: Place = division?.schedule
    ? valueAt(division.preference.manifest, '/spec/totalReplicas')
    : valueAt(manifest, '/metadata/name')
  return {
    type: type.name,
    ...(namespace !== undefined && !isNamespaceType(type) && { namespace }),
    name,
    at,
  }
}

/** What each ready cluster runs; undefined where the object is no workload. */
function runningIn(object: ObjectPlan, isReady: (cluster: string) => boolean): Counts | undefined {
  const { variants, division } = object
  if (division?.schedule) return scheduledIn(object)
  const counts = variants.flatMap(({ object: made, clusters }) => {
    const replicas = replicasOf(made)
    return replicas === undefined ? [] : clusters.filter(isReady).map((name) => [name, replicas] as const)
  })
  return counts.length === 0 ? undefined : new Map(counts)
}

function replicasOf(object: JsonObject): number | undefined {
  const { spec } = object
  const replicas = isObject(spec) ? spec['replicas'] : undefined
  if (typeof replicas === 'number') return replicas
  return hasReplicas(object) || runsPods(object) ? 1 : undefined
}

function runsPods({ apiVersion, kind, spec }: JsonObject): boolean {
  if (kindsWithoutReplicas.has(groupKind(groupOf(String(apiVersion)), String(kind)))) return true
  // A count that the cluster retains is not rendered.
  const template = isObject(spec) ? spec['template'] : undefined
  return isObject(template) && isObject(template['spec']) && template['spec']['containers'] !== undefined
}

/** What a schedule gives to clusters, which are ready, as far as an observed capacity holds it: KubeFed plans beyond, and it finds no room. */
function scheduledIn({ placement, division }: Pick<ObjectPlan, 'placement' | 'division'>): Counts {
  const { replicas, capacity } = division?.schedule ?? {}
  return new Map(
    placement.clusters.map((name) => [
      name,
      Math.min(replicas?.get(name) ?? 0, capacity?.get(name) ?? Infinity),
    ]),
  )
}

/** What is not divided again stays as it is in the clusters that are left, as KubeFed leaves what it cannot divide. */
function runningAgain(before: Counts, after: Pick<ObjectPlan, 'placement' | 'division'>): Counts {
  if (after.division?.schedule) return scheduledIn(after)
  const placed = new Set(after.placement.clusters)
  return new Map([...before].filter(([name]) => placed.has(name)))
}

function changesBetween(
  before: Counts,
  after: Counts,
  lost: ReadonlySet<string>,
): DrilledWorkload['changes'] {
  const names = [...new Set([...before.keys(), ...after.keys()])].filter((name) => !lost.has(name))
  return names
    .map((cluster) => ({ cluster, change: (after.get(cluster) ?? 0) - (before.get(cluster) ?? 0) }))
    .filter(({ change }) => change !== 0)
    .sort((left, right) => compareText(left.cluster, right.cluster))
}

/** The sum of the minReplicas of the clusters that were planned for. */
function minimumOf(division: ReplicaDivision | undefined): number | undefined {
  if (division?.schedule === undefined) return undefined
  const preferences = clusterPreferences(division.preference.spec)
  return division.schedule.candidates.reduce((total, name) => {
    const { minReplicas = 0 } = preferences.get(name) ?? preferences.get('*') ?? {}
    return total + Number(minReplicas)
  }, 0)
}

function sum(counts: Counts): number {
  return [...counts.values()].reduce((total, count) => total + count, 0)
}

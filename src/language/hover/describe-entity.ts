import type { Cluster } from '../../model/cluster.ts'
import type { ObjectPlan } from '../../model/render-plan.ts'
import type { CompileResult } from '../../render.ts'
import { count } from '../../text/count.ts'
import { groupBy } from '../../text/group-by.ts'
import { codeSpan } from '../../views/fleet-diff/format/markdown-text.ts'
import { objectName, type Entity } from '../names/mentions.ts'
import { describeClusters, firstLines } from './markdown.ts'

const mostLines = 12

/** What is known of something that sources name, as lines of Markdown; none where the fleet has no such thing. */
export function describeEntity({ kind, name }: Entity, result: CompileResult): readonly string[] {
  const { planned } = result
  const { federation, objects } = planned
  switch (kind) {
    case 'cluster': {
      const cluster = federation.clusters.find((each) => each.name === name)
      return cluster ? describeCluster(cluster, result) : []
    }
    case 'type': {
      const type = federation.types.find((each) => each.name === name)
      if (type === undefined) return []
      const ofType = objects.filter(({ federatedObject }) => federatedObject.type === type)
      const { targetType, federatedType, propagation } = type
      const disabled = propagation === 'Disabled' ? ', which is not propagated' : ''
      return [
        `Type ${codeSpan(name)}: ${codeSpan(federatedType.kind)} makes ${codeSpan(targetType.kind)}${disabled}`,
        '',
        count(ofType.length, 'federated object'),
      ]
    }
    case 'namespace': {
      const own = federation.federatedNamespaces.get(name)
      const plan = objects.find(({ federatedObject }) => federatedObject === own)
      const within = objects.filter(({ federatedObject }) => federatedObject.namespace === name)
      const title = `Namespace ${codeSpan(name)}`
      if (plan === undefined) return within.length === 0 ? [] : [title, '', 'It has no FederatedNamespace.']
      const where = describeClusters(plan.placement.clusters, federation.clusters)
      return [title, '', `In ${where}.`, '', ...countTypes(within)]
    }
    case 'object': {
      const plan = objects.find(({ federatedObject }) => {
        return objectName(federatedObject.type.name, federatedObject) === name
      })
      return plan ? describeObject(plan, federation.clusters) : []
    }
    case 'domain': {
      const domain = federation.domains.find((each) => each.name === name)
      return domain ? [`Domain ${codeSpan(name)}: ${codeSpan(domain.domain ?? '')}`] : []
    }
  }
}

function describeCluster(cluster: Cluster, { plan }: CompileResult): readonly string[] {
  const { name, labels, ready, kubernetesVersion } = cluster
  const landing = plan.objects.filter(({ variants }) => variants.some((each) => each.clusters.includes(name)))
  const wave = plan.waves?.find(({ clusters }) => clusters.includes(name))
  const traits = [
    ...(ready ? [] : ['not ready']),
    ...(kubernetesVersion ? [`Kubernetes ${codeSpan(kubernetesVersion.text)}`] : []),
    ...(wave ? [`wave ${codeSpan(wave.name)}`] : []),
  ]
  const written = Array.from(labels, ([key, value]) => `- ${codeSpan(`${key}: ${value}`)}`)
  return [
    `Cluster ${[codeSpan(name), ...traits].join(', ')}`,
    '',
    ...(written.length === 0 ? ['It has no labels.'] : firstLines(written, mostLines)),
    '',
    ...countTypes(landing),
  ]
}

/** How many objects there are of each type, the most first. */
function countTypes(objects: readonly ObjectPlan[]): readonly string[] {
  const byType = [...groupBy(objects, ({ federatedObject }) => federatedObject.type.name)]
  const lines = byType
    .toSorted(([, left], [, right]) => right.length - left.length)
    .map(([type, ofType]) => `- ${ofType.length} ${codeSpan(type)}`)
  return [
    `${count(objects.length, 'object')}${lines.length === 0 ? '' : ':'}`,
    '',
    ...firstLines(lines, mostLines),
  ]
}

function describeObject(
  { federatedObject, placement, variants, failures, division }: ObjectPlan,
  fleet: readonly Cluster[],
): readonly string[] {
  const { type, ...object } = federatedObject
  const rendered = variants.flatMap(({ clusters }) => clusters).sort()
  const failed = failures.map(({ cluster }) => cluster)
  const different = variants.length > 1 ? `, in ${variants.length} variants` : ''
  return [
    `${codeSpan(objectName(type.name, object))}`,
    '',
    `Rendered in ${describeClusters(rendered, fleet)}${different}.`,
    ...(failed.length > 0 ? ['', `Not rendered in ${describeClusters(failed, fleet)}, for an error.`] : []),
    ...(isCutDown(placement) ? ['', 'Its namespace is in fewer clusters than it chooses.'] : []),
    ...(division?.schedule ? ['', ...describeReplicas(division.schedule.replicas, fleet)] : []),
  ]
}

function isCutDown({ chosen, clusters }: ObjectPlan['placement']): boolean {
  return chosen.length > clusters.length
}

/** How many replicas which clusters get, the most first. */
export function describeReplicas(
  replicas: ReadonlyMap<string, number | bigint>,
  fleet: readonly Cluster[],
): readonly string[] {
  const byCount = [...groupBy(replicas, ([, number]) => number)]
  const lines = byCount
    .toSorted(([left], [right]) => (left < right ? 1 : -1))
    .map(([number, entries]) => {
      const clusters = entries.map(([cluster]) => cluster).sort()
      return `- ${codeSpan(String(number))} ${Number(number) === 1 ? 'replica' : 'replicas'} in ${describeClusters(clusters, fleet)}`
    })
  return firstLines(lines, mostLines)
}

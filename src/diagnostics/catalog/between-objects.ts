import { listSome } from '../../text/list-some.ts'
import { printable, quote } from '../../text/quote.ts'

/** What an object of a cluster lacks there, and what no controller can make of it. */
export const betweenObjectsCatalog = {
  'reference-not-placed': {
    severity: 'warning' as const,
    about:
      'An object names another that the fleet places elsewhere, and not in each of its own clusters: a ConfigMap or Secret of its Pods that is not optional, their ServiceAccount or PriorityClass, the StorageClass of a claim, the Service of an Ingress or a route.',
    message: (p: ReferenceFault): string =>
      `The ${p.kind} ${quote(p.name)} is not placed in ${clusterList(p.clusters)}, where the ${p.userKind} ${quote(p.user)} needs it.`,
    hint: (p: ReferenceFault): string =>
      `Place the ${printable(p.kind)} there too, or not the ${printable(p.userKind)}.`,
  },
  'reference-unknown': {
    severity: 'info' as const,
    about:
      'A ServiceAccount, PriorityClass or StorageClass that is named, or the Service of an Ingress or a route, is in no source, and was observed in none of the clusters that are listed.',
    message: (p: ReferenceFault): string =>
      `The ${p.kind} ${quote(p.name)}, which the ${p.userKind} ${quote(p.user)} needs, is neither a source nor observed in ${clusterList(p.clusters)}.`,
    hint: (p: ReferenceFault): string =>
      `Federate the ${printable(p.kind)}, or see that something else makes it there.`,
  },
  'autoscaler-replicas-rendered': {
    severity: 'warning' as const,
    about:
      'A HorizontalPodAutoscaler scales an object whose replicas are rendered, and the configured agent puts the rendered count back.',
    message: (p: AutoscalerFault): string =>
      `The HorizontalPodAutoscaler ${quote(p.autoscaler)} scales the ${p.kind} ${quote(p.name)}, and ${p.agent} puts its rendered replicas back in ${clusterList(p.clusters)}.`,
    hint: (): string => 'Set spec.retainReplicas: true of the federated object, or remove replicas.',
  },
  'object-too-large': {
    severity: 'warning' as const,
    about:
      'A ConfigMap or Secret has more than 1 MiB of data, or an object annotations of more than 256 KiB, which API servers refuse; or another object has more than 1 MiB as JSON, since etcd refuses requests of more than 1.5 MiB.',
    message: (p: {
      kind: string
      what: string
      size: number
      limit: number
      clusters: readonly string[]
    }): string => `${largeThing(p)} ${p.size} bytes in ${clusterList(p.clusters)}, more than ${p.limit}.`,
    hint: (): string => 'Split the object.',
  },
  'name-too-long': {
    severity: 'warning' as const,
    about: 'The name of a StatefulSet, a CronJob or a Job is longer than what is made of it can have.',
    message: (p: { kind: string; name: string; limit: number; reason: string }): string =>
      `The name of the ${p.kind} ${quote(p.name)} has ${p.name.length} characters, more than ${p.limit}: ${p.reason}.`,
    hint: (): string => 'Shorten the name.',
  },
  'service-export-ports-differ': {
    severity: 'warning' as const,
    about:
      'A ServiceExport is placed in clusters whose Services have different ports, of which all importing clusters get one set.',
    message: (p: PortFault): string =>
      `The Service ${quote(p.name)}, which is exported, has ${printable(p.ports)} in ${clusterList(p.clusters)}, and ${printable(p.others)} in ${clusterList(p.otherClusters)}.`,
    hint: (): string => 'Give the Service the same ports in all clusters that export it.',
  },
  'disruption-budget-selects-none': {
    severity: 'warning' as const,
    about:
      'A PodDisruptionBudget selects nothing in a cluster: it has no selector, or what it selects is placed elsewhere.',
    message: (p: { name: string; clusters: readonly string[] }): string =>
      `The PodDisruptionBudget ${quote(p.name)} selects none of the Pods in ${clusterList(p.clusters)}.`,
    hint: (): string => 'Place it where its workload is, or correct its selector.',
  },
  'disruption-budget-selects-unknown': {
    severity: 'info' as const,
    about:
      'A PodDisruptionBudget selects no Pod of the workloads that the fleet has in its namespace, in any cluster; Pods that something else makes may be meant.',
    message: (p: { name: string }): string =>
      `The PodDisruptionBudget ${quote(p.name)} selects no Pods of any workload in the sources.`,
    hint: (): string => 'Correct its selector, if the Pods of a workload in its namespace are meant.',
  },
}

interface ReferenceFault {
  readonly kind: string
  readonly name: string
  readonly userKind: string
  readonly user: string
  readonly clusters: readonly string[]
}

interface AutoscalerFault {
  readonly autoscaler: string
  readonly kind: string
  readonly name: string
  readonly agent: string
  readonly clusters: readonly string[]
}

interface PortFault {
  readonly name: string
  readonly ports: string
  readonly clusters: readonly string[]
  readonly others: string
  readonly otherClusters: readonly string[]
}

function largeThing({ what, kind }: { what: string; kind: string }): string {
  return what === 'object'
    ? `This ${kind} has`
    : `The ${what} of this ${kind} ${what === 'data' ? 'has' : 'have'}`
}

function clusterList(clusters: readonly string[]): string {
  return listSome(clusters.map(quote), 10)
}

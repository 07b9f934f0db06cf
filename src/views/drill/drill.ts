import type { Endpoint } from '../../model/dns-endpoint.ts'
import type { Place } from '../../model/place.ts'

/** What becomes of a fleet where clusters are lost, one loss after the other. */
export interface Drill {
  readonly losses: readonly DrilledLoss[]
  /** The clusters that are in no loss, for want of the label by which clusters are lost together; sorted. */
  readonly spared: readonly string[]
}

/** What becomes of a fleet without some clusters. */
export interface DrilledLoss {
  /** The cluster, or the label and its value: `zone=a`. */
  readonly name: string
  /** The clusters that are lost, sorted. */
  readonly clusters: readonly string[]
  /** By type, namespace and name; those that nothing becomes of are absent. */
  readonly workloads: readonly DrilledWorkload[]
  /** By record, then name; those that stay as they are are absent. */
  readonly names: readonly DrilledName[]
  /** Whether a lost cluster runs ExternalDNS (`dns.cluster`), so that nothing changes the names until it runs elsewhere. */
  readonly losesExternalDNS: boolean
}

/** What becomes of a workload that runs in a lost cluster, or whose replicas a preference divides anew. */
export interface DrilledWorkload {
  readonly type: string
  readonly namespace?: string
  readonly name: string
  /** The preference's total, where one divides its replicas, else the federated object. */
  readonly at: Place
  /** How many replicas ready clusters ran before. */
  readonly replicas: number
  /** How many of them start in another cluster. */
  readonly moved: number
  /** How many no cluster runs or can hold any more. */
  readonly lost: number
  /** Whether no cluster that is left runs it. */
  readonly nowhereElse: boolean
  /** What the clusters that are left run more, or less where it is below 0; by cluster, without those that run as many. */
  readonly changes: readonly { readonly cluster: string; readonly change: number }[]
  /** The sum of the minReplicas of its preference, where the clusters ran so many before and run less now. */
  readonly minimum?: number
}

/** What becomes of a name in DNS; `unplaced` is of a zone or region in which no cluster is left. */
export type NameEffect = 'unreachable' | 'unplaced' | 'weights' | 'addresses'

/** What becomes of one name in DNS. */
export interface DrilledName {
  readonly dnsName: string
  readonly effect: NameEffect
  readonly record: { readonly kind: string; readonly namespace: string; readonly name: string }
  /** The record. */
  readonly at: Place
  readonly before: readonly Endpoint[]
  /** Empty where there is no such name any more. */
  readonly after: readonly Endpoint[]
}

/** The numbers of a loss. */
export interface DrillFigures {
  readonly moved: number
  readonly lost: number
  readonly nowhereElse: number
  readonly belowMinimum: number
  readonly unreachable: number
  readonly shifted: number
}

/** Counts replicas that move and that are lost, workloads that ran nowhere else or run below their minimum, and names. */
export function drillFigures({ workloads, names }: DrilledLoss): DrillFigures {
  const sum = (countOf: (each: DrilledWorkload) => number): number =>
    workloads.reduce((total, each) => total + countOf(each), 0)
  const unreachable = names.filter(({ effect }) => effect === 'unreachable').length
  return {
    moved: sum(({ moved }) => moved),
    lost: sum(({ lost }) => lost),
    nowhereElse: workloads.filter((each) => each.nowhereElse).length,
    belowMinimum: workloads.filter(({ minimum }) => minimum !== undefined).length,
    unreachable,
    shifted: names.length - unreachable,
  }
}

import type { DeliveryConfig } from '../../model/delivery-config.ts'
import type { HeldLookup } from '../../model/file-tree.ts'
import type {
  Cause,
  FileChange,
  ClusterSummary,
  FleetChange,
  FleetChangeKind,
  FleetDiff,
  Risk,
  RiskLevel,
} from '../../model/fleet-diff.ts'
import type { Fleet, FleetCluster } from '../../model/fleet.ts'
import type { OutputChange } from '../../model/foreign-file.ts'
import { compareText } from '../../text/compare-text.ts'
import { groupBy } from '../../text/group-by.ts'
import { agentReasons } from './agent-reasons.ts'
import { compareClusters } from './cluster-changes.ts'
import { findClusterRenames, withoutRenamed } from './cluster-renames.ts'
import { compareFleets, type ComparedChange } from './compare-fleets.ts'
import { maskSecrets } from './mask-secrets.ts'
import { pairRenames } from './pair-renames.ts'
import { fileRisksOf } from './risks/file-risks.ts'

/** The inputs by which a diff judges its changes. */
export interface FleetDiffOptions {
  /** What changes beside the rendered objects. Default: nothing. */
  readonly files?: readonly OutputChange[]
  /** Default: nothing is held. */
  readonly held?: HeldLookup
  /** The risks of one of all the changes, the most serious first. Default: none. */
  readonly risksOf?: (change: ComparedChange, changes: readonly ComparedChange[]) => readonly Risk[]
  /** The causes of one change. Default: none. */
  readonly causesOf?: (change: ComparedChange) => readonly Cause[]
  /** How the head is delivered. Default: by nobody who is known. */
  readonly delivery?: DeliveryConfig | undefined
  /** The risks that belong to no object. Default: none. */
  readonly risks?: readonly Risk[]
}

/**
 * What a change of the sources does to every cluster, with the values of Secrets masked. Renames, risks and causes
 * are found before the objects are masked, because they ask for what is in them.
 */
export function fleetDiff(base: Fleet, head: Fleet, options: FleetDiffOptions = {}): FleetDiff {
  const { files = [], held = () => undefined, risksOf = () => [], causesOf = () => [], risks = [] } = options
  const renames = findClusterRenames(base, head, options.delivery)
  const compared = pairRenames(withoutRenamed(compareFleets(base, head, held), renames))
  const judge = (change: ComparedChange): FleetChange => {
    const causes = causesOf(change)
    const reasons = causes.length === 0 ? agentReasons(change.fields) : []
    return maskSecrets({
      ...change,
      risks: risksOf(change, compared),
      causes,
      ...(reasons.length > 0 && { reasons }),
    })
  }
  const changes = compared.map(judge).sort(compareRanks)
  const judged = files.map(judgeFile).sort((left, right) => compareText(left.path, right.path))
  const clusters = clustersOf(base, head)
  const renamed = renames.length > 0 && { renames }
  // Rendered files do not show which clusters there are, nor their labels.
  const clusterChanges = options.causesOf ? compareClusters(base.clusters, head.clusters, renames) : []
  const ofClusters = clusterChanges.length > 0 && { clusterChanges }
  return { clusters, risks, ...renamed, ...ofClusters, changes, files: judged, summary: summarize(changes) }
}

function judgeFile(file: OutputChange): FileChange {
  return { ...file, risks: fileRisksOf(file) }
}

function clustersOf(base: Fleet, head: Fleet): readonly FleetCluster[] {
  const byName = new Map([...base.clusters, ...head.clusters].map((each) => [each.name, each]))
  return [...byName.values()].sort((left, right) => compareText(left.name, right.name))
}

const levels: readonly (RiskLevel | undefined)[] = ['critical', 'high', 'medium', undefined]
const kinds: readonly FleetChangeKind[] = ['removed', 'held', 'changed', 'added']

function compareRanks(left: FleetChange, right: FleetChange): number {
  return (
    levels.indexOf(left.risks[0]?.level) - levels.indexOf(right.risks[0]?.level) ||
    kinds.indexOf(left.kind) - kinds.indexOf(right.kind) ||
    compareText(left.object.path, right.object.path) ||
    right.clusters.length - left.clusters.length ||
    compareText(left.clusters.join('\n'), right.clusters.join('\n'))
  )
}

/** An object counts once in each cluster, however many changes it has there. */
export function summarize(changes: readonly FleetChange[]): readonly ClusterSummary[] {
  const byCluster = new Map<string, { cluster: string } & Record<FleetChangeKind, number>>()
  // A set for each object: one for each cluster would be many times as many.
  for (const kind of kinds) {
    const ofKind = changes.filter((each) => each.kind === kind)
    for (const ofObject of groupBy(ofKind, ({ object }) => object.path).values()) {
      for (const cluster of new Set(ofObject.flatMap(({ clusters }) => namesOf(clusters)))) {
        const counts = byCluster.get(cluster) ?? { cluster, added: 0, changed: 0, removed: 0, held: 0 }
        counts[kind] += 1
        byCluster.set(cluster, counts)
      }
    }
  }
  return [...byCluster.values()].sort((left, right) => compareText(left.cluster, right.cluster))
}

/** The clusters of a change; what belongs to none counts under the empty name. */
function namesOf(clusters: readonly string[]): readonly string[] {
  return clusters.length === 0 ? [''] : clusters
}

import type { FleetChange, FleetDiff } from '../../model/fleet-diff.ts'
import type { ObjectFilter } from '../object-filter.ts'
import { summarize } from './fleet-diff.ts'

/**
 * The part of a diff that concerns the objects that are asked for, in the clusters that are. What belongs to no object,
 * the risks of settings, other files and the effect, is no part of it.
 */
export function filterDiff(
  { clusters, renames = [], clusterChanges = [], changes }: FleetDiff,
  filter: ObjectFilter,
): FleetDiff {
  const isAsked = (cluster: string): boolean => filter.clusters?.has(cluster) ?? true
  const kept = changes.flatMap((change): readonly FleetChange[] => {
    const { object, base, head } = change
    const hasLabels = [base, head].some((each) => each !== undefined && filter.hasWantedLabels(each))
    const inClusters = change.clusters.filter(isAsked)
    const isElsewhere = filter.clusters !== undefined && inClusters.length === 0
    if (isElsewhere || !hasLabels || !filter.isWanted(object)) return []
    return [{ ...change, clusters: inClusters }]
  })
  const renamed = renames.filter(({ from, to }) => isAsked(from) || isAsked(to))
  const ofClusters = clusterChanges.filter(({ cluster }) => isAsked(cluster))
  const shown = clusters.filter(({ name }) => isAsked(name))
  return {
    clusters: shown,
    risks: [],
    ...(renamed.length > 0 && { renames: renamed }),
    ...(ofClusters.length > 0 && { clusterChanges: ofClusters }),
    changes: kept,
    files: [],
    summary: summarize(kept),
  }
}

import type { Cause, ClusterChange, FleetDiff } from '../../../model/fleet-diff.ts'

/** What happens to clusters alike, in words: `label tier stage → prod`, `the cluster goes`. Raw text. */
function clusterChangeTitle({ kind, labels }: ClusterChange): string {
  if (kind === 'added') return 'the cluster is new'
  if (kind === 'removed') return 'the cluster goes'
  return labels
    .map(({ label, from, to }) => {
      if (from === undefined) return `label ${label}=${to ?? ''} is new`
      return to === undefined ? `label ${label}=${from} goes` : `label ${label} ${from} → ${to}`
    })
    .join(', ')
}

/** What happens to the clusters whose KubeFedClusters are the causes, each thing once; empty where another thing is a cause too. */
export function describeClusterCauses(
  causes: readonly Cause[],
  { clusterChanges = [] }: Pick<FleetDiff, 'clusterChanges'>,
): string {
  const byName = new Map(clusterChanges.map((each) => [each.cluster, each]))
  const found = causes.map(({ cluster = '' }) => byName.get(cluster))
  const changes = found.filter((each) => each !== undefined)
  if (changes.length === 0 || changes.length < found.length) return ''
  return [...new Set(changes.map(clusterChangeTitle))].join('; ')
}

import type { FleetChangeKind, FleetDiff } from '../../../model/fleet-diff.ts'

const kinds: readonly FleetChangeKind[] = ['added', 'changed', 'removed', 'held']

/** One line: `1 object added, 2 changed in 97 of 100 clusters`, or that nothing changes. */
export function summarizeDiff({ changes, clusters, summary }: FleetDiff): string {
  if (changes.length === 0) return 'No cluster changes.'
  const counts = kinds.flatMap((kind) => {
    const paths = new Set(changes.filter((each) => each.kind === kind).map(({ object }) => object.path))
    return paths.size === 0 ? [] : [`${paths.size} ${kind}`]
  })
  const concerned = summary.filter(({ cluster }) => cluster !== '').length
  return `Objects: ${counts.join(', ')}, in ${concerned} of ${clusters.length} clusters.`
}

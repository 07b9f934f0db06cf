import { count } from '../../count.ts'
import type { FleetChangeKind, FleetDiff } from '../../../model/fleet-diff.ts'

const kinds: readonly FleetChangeKind[] = ['added', 'changed', 'removed', 'held']

/**
 * One line: `Objects: 1 added, 2 changed, in 97 of 100 clusters, in dns.`, or that no cluster changes; then the effect,
 * which a file for the agents has too, and an order of keys; and how many risks settings are, if they are any.
 */
export function summarizeDiff(diff: FleetDiff): string {
  const settings = diff.risks.length === 0 ? '' : ` Settings: ${count(diff.risks.length, 'risk')}.`
  return `${summarizeChanges(diff)}${settings}`
}

function summarizeChanges(diff: FleetDiff): string {
  const { effect = '' } = diff
  if (diff.changes.length > 0) return `${countObjects(diff)}${effect === '' ? '' : ` Effect ${effect}.`}`
  return effect === ''
    ? 'Nothing changes in any cluster.'
    : `No object changes, but rendered files do. Effect ${effect}.`
}

function countObjects({ changes, clusters, summary }: FleetDiff): string {
  const counts = kinds.flatMap((kind) => {
    const paths = new Set(changes.filter((each) => each.kind === kind).map(({ object }) => object.path))
    return paths.size === 0 ? [] : [`${paths.size} ${kind}`]
  })
  const concerned = summary.filter(({ cluster }) => cluster !== '').length
  const places = [
    ...(concerned > 0 ? [`in ${concerned} of ${clusters.length} clusters`] : []),
    ...(concerned < summary.length ? ['in dns'] : []),
  ]
  return `Objects: ${[...counts, ...places].join(', ')}.`
}

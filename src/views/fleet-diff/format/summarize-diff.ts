import { count } from '../../../text/count.ts'
import type { FleetChangeKind, FleetDiff } from '../../../model/fleet-diff.ts'

const kinds: readonly FleetChangeKind[] = ['added', 'changed', 'removed', 'held']

/**
 * One line: `Objects: 1 added, 2 changed, in 97 of 100 clusters, in dns.`, or that no cluster changes; then the effect,
 * which a file for the agents has too, and an order of keys; then the files that are not rendered objects, and how many
 * risks settings are, if they are any.
 */
export function summarizeDiff(diff: FleetDiff): string {
  const settings = diff.risks.length === 0 ? '' : ` Settings: ${count(diff.risks.length, 'risk')}.`
  return `${summarizeFiles(diff)}${settings}`
}

function summarizeFiles(diff: FleetDiff): string {
  const { files, effect = '' } = diff
  if (files.length === 0) return summarizeObjects(diff)
  const verb = files.length === 1 ? 'changes' : 'change'
  const others = `${count(files.length, 'other file')} that agents read or obey ${verb}.`
  const isAlone = diff.changes.length === 0 && effect === ''
  return isAlone ? `No rendered object changes, but ${others}` : `${summarizeObjects(diff)} Also, ${others}`
}

function summarizeObjects(diff: FleetDiff): string {
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

import { count } from '../../../text/count.ts'
import type { FleetChangeKind, FleetDiff } from '../../../model/fleet-diff.ts'
import { foldChanges, type DiffItem } from '../fold-changes.ts'
import { countRisks } from '../risk-groups.ts'

const kinds: readonly FleetChangeKind[] = ['added', 'changed', 'removed', 'held']

/**
 * One line that answers whether a change needs a look: its risks by level, how much it changes where, and what it needs, as
 * `1 critical, 2 high · 3 edits · 412 objects changed · 20 of 100 clusters · needs approval`. It is the same in every
 * format; a sentence where no object changes. `items` are the diff's as `foldChanges` gives them, for who has them already.
 */
export function headline(diff: FleetDiff, items: readonly DiffItem[] = foldChanges(diff.changes)): string {
  const { files, renames = [], approval, unknownHeld = [], changes } = diff
  const risks = [...countRisks(diff)].map(([level, number]) => `${number} ${level}`)
  const parts = [
    ...(risks.length > 0 ? [risks.join(', ')] : []),
    ...(changes.length > 0 ? countChanges(diff, items) : [describeNothing(diff)]),
    ...(renames.length > 0 ? [`${count(renames.length, 'cluster')} renamed`] : []),
    ...(files.length > 0 ? [count(files.length, 'other file')] : []),
    ...(approval ? ['needs approval'] : []),
    ...(unknownHeld.length > 0 ? [`approval not known (${unknownHeld.join(', ')})`] : []),
  ]
  return `${parts.join(' · ')}${changes.length === 0 && parts.length === 1 ? '.' : ''}`
}

/** The effect in one sentence, for `publish --expect`; empty where rendered files were compared, or nothing changes. */
export function effectLine({ effect = '' }: FleetDiff): string {
  return effect === '' ? '' : `Effect ${effect}.`
}

function describeNothing({ effect = '', renames, files, unknownHeld }: FleetDiff): string {
  if (unknownHeld) return 'No object that is known changes'
  if (effect !== '') return `No object changes, but ${renames ? 'where some files are' : 'rendered files do'}`
  return renames || files.length > 0 ? 'No object changes' : 'Nothing changes in any cluster'
}

function countChanges(diff: FleetDiff, items: readonly DiffItem[]): readonly string[] {
  const { clusters, summary } = diff
  const concerned = summary.filter(({ cluster }) => cluster !== '').length
  return [
    count(items.length, 'edit'),
    countObjects(diff),
    ...(concerned > 0 ? [`${concerned} of ${count(clusters.length, 'cluster')}`] : []),
    ...(concerned < summary.length ? ['dns'] : []),
  ]
}

/** `2 objects changed`, or `12 objects (10 added, 2 changed)`; an object with several changes is one. */
function countObjects({ changes }: FleetDiff): string {
  const objects = count(new Set(changes.map(({ object }) => object.path)).size, 'object')
  const counts = kinds.flatMap((kind) => {
    const paths = new Set(changes.filter((each) => each.kind === kind).map(({ object }) => object.path))
    return paths.size === 0 ? [] : [{ kind, number: paths.size }]
  })
  const [only] = counts
  if (counts.length === 1 && only) return `${objects} ${only.kind}`
  return `${objects} (${counts.map(({ kind, number }) => `${number} ${kind}`).join(', ')})`
}

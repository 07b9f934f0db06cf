import { createPaint } from '../../diagnostics/format/paint.ts'
import { printable } from '../../text/quote.ts'
import { pointerSegments } from '../../json/pointer.ts'
import type { AdoptedObject, Adoption, CoOwner, KeptField } from '../../model/adoption.ts'
import type { FleetCluster } from '../../model/fleet.ts'
import { groupBy } from '../../text/group-by.ts'
import { count } from '../../text/count.ts'
import { formatChanges } from '../fleet-diff/format/text.ts'
import { nameClusters } from '../fleet-diff/name-clusters.ts'
import { nameObject } from '../fleet-diff/object-changes.ts'

/**
 * The adoption for a terminal: the changes as in a diff, the objects that are left behind, the fields that are kept and
 * by whom, who goes on to own what is applied; and how many objects are equal. What is ignored is only in the JSON.
 */
export function formatAdoption(adoption: Adoption, color: boolean): string {
  const { diff, leftBehind, kept, coOwners } = adoption
  const { bold } = createPaint(color)
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [[bold(title), ...lines.map((line) => `  ${line}`)].join('\n')]
  const place = (each: AdoptedObject): string => describePlace(each, diff.clusters)
  return [
    ...formatChanges(diff, color),
    ...section('Left behind: managed by KubeFed, and not rendered', leftBehind.map(place)),
    ...section('Kept: runs, is not rendered, and stays', keptLines(kept, diff.clusters)),
    ...section(
      'Co-owned: managers that keep what they updated once it is applied',
      coOwners.map(describeCoOwner),
    ),
    summarize(adoption),
  ]
    .map((block) => `${block}\n`)
    .join('\n')
}

function describePlace({ object, clusters }: AdoptedObject, fleet: readonly FleetCluster[]): string {
  return printable(`${nameObject(object)} in ${nameClusters(clusters, fleet)}`)
}

/** Fields of one object that are kept in the same clusters and have the same owners share one line. */
function keptLines(kept: readonly KeptField[], fleet: readonly FleetCluster[]): readonly string[] {
  const alike = groupBy(kept, ({ object, clusters, managers }) =>
    JSON.stringify([object.path, clusters, managers]),
  )
  return [...alike.values()].flatMap((fields) => {
    const [first] = fields
    if (first === undefined) return []
    const owners = first.managers.length === 0 ? '' : ` (${first.managers.join(', ')})`
    const names = fields.map(({ field }) => readable(field)).join(', ')
    return [`${describePlace(first, fleet)}: ${printable(`${names}${owners}`)}`]
  })
}

/** List items are named by their keys as they are. */
function readable(field: string): string {
  const segments = field.split('/')
  return segments
    .map((each) => (each.startsWith('[') ? (pointerSegments(`/${each}`)[0] ?? '') : each))
    .join('/')
}

function describeCoOwner({ manager, objects }: CoOwner): string {
  const clusters = new Set(objects.flatMap((each) => each.clusters))
  return printable(`${manager}: ${count(objects.length, 'object')} in ${count(clusters.size, 'cluster')}`)
}

function summarize({ diff, equal, leftBehind, unobserved }: Adoption): string {
  const paths = (kind: 'added' | 'changed'): number =>
    new Set(diff.changes.filter((each) => each.kind === kind).map(({ object }) => object.path)).size
  const changed = new Set(diff.changes.map(({ object }) => object.path))
  const counts = [
    `${equal.filter(({ object }) => !changed.has(object.path)).length} equal`,
    ...phrase(paths('changed'), 'changed'),
    ...phrase(paths('added'), 'missing'),
    ...phrase(leftBehind.length, 'left behind'),
  ]
  const unknown = unobserved.length === 0 ? '' : ` Nothing is known of ${unobserved.join(', ')}.`
  return printable(`Objects: ${counts.join(', ')}, in ${count(diff.clusters.length, 'cluster')}.${unknown}`)
}

function phrase(number: number, what: string): readonly string[] {
  return number === 0 ? [] : [`${number} ${what}`]
}

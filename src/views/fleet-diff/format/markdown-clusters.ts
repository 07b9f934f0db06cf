import type { FleetDiff } from '../../../model/fleet-diff.ts'
import type { FleetCluster } from '../../../model/fleet.ts'
import { groupBy } from '../../../text/group-by.ts'
import { nameClusters } from '../name-clusters.ts'
import type { Piece } from './fit-pieces.ts'
import { codeCell } from './markdown-text.ts'

const tableHead = '| clusters | added | changed | removed | held |\n| --- | --: | --: | --: | --: |'

/** A row for all clusters with equal numbers; a table of more rows than `mostRows` is folded away. */
export function clusterTable({ summary, clusters }: FleetDiff, mostRows: number): readonly Piece[] {
  const rows = groupBy(summary, ({ cluster, added, changed, removed, held }) =>
    [cluster === '', added, changed, removed, held].join(' '),
  )
  const isFolded = rows.size > mostRows
  const pieces = [...rows.values()].map((row, index): Piece => {
    const { added = 0, changed = 0, removed = 0, held = 0 } = row[0] ?? {}
    const names = row.map(({ cluster }) => cluster)
    const cells = [clusterCell(names, clusters), added, changed, removed, held]
    const text = `${index === 0 ? `\n\n${tableHead}` : ''}\n| ${cells.join(' | ')} |`
    return { part: 'clusters', count: names.length, text }
  })
  if (!isFolded) return pieces
  const close: Piece = { part: 'fold', text: '\n\n</details>\n' }
  const open: Piece = {
    part: 'fold',
    text: '\n\n<details><summary>the numbers of each cluster</summary>',
    closedBy: close,
  }
  return [open, ...pieces, close]
}

/** Every name is there, if only folded away. */
function clusterCell(names: readonly string[], clusters: readonly FleetCluster[]): string {
  const all = names.join(', ')
  const short = describeClusters(
    names.filter((each) => each !== ''),
    clusters,
  )
  if (short === all || all === '') return codeCell(short)
  return `<details><summary>${codeCell(short)}</summary>${codeCell(all)}</details>`
}

/** So many characters of names are read beside a change; more clusters are counted there. */
const longestNames = 160

/** The clusters of a change, `dns` where it belongs to none, and how many they are where their names are too many. Raw text. */
export function describeClusters(names: readonly string[], clusters: readonly FleetCluster[]): string {
  if (names.length === 0) return 'dns'
  const described = nameClusters(names, clusters)
  return described.length > longestNames ? `${names.length} of ${clusters.length} clusters` : described
}

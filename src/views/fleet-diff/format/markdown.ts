import type { FleetChange, FleetDiff, Risk } from '../../../model/fleet-diff.ts'
import type { FleetCluster } from '../../../model/fleet.ts'
import { groupBy } from '../../../text/group-by.ts'
import { formatCause, locateCauses } from '../locate-causes.ts'
import { nameClusters } from '../name-clusters.ts'
import { changesByObject, nameObject, type ObjectChanges } from '../object-changes.ts'
import { approvalLines } from './approval-lines.ts'
import { fieldLines, objectLines, type FieldLine } from './field-lines.ts'
import { fitPieces, type Piece } from './fit-pieces.ts'
import { codeBlock, codeCell, codeSpan } from './markdown-text.ts'
import { shownLines } from './shown-lines.ts'
import { summarizeDiff } from './summarize-diff.ts'

/** GitHub refuses comments of more than 65,536 characters. */
export const defaultMaxBytes = 65_000

/** The first line, by which a pipeline finds the comment that it wrote last and is to replace. */
const commentMarker = '<!-- fedrender diff -->'

/**
 * The diff as one comment for a pull request: a table of the clusters, the risks, then each object with what changes in
 * it folded away. Never more than `maxBytes` bytes of UTF-8: the bodies go first, then which clusters each object
 * changes in, then risks, at last names, and the comment names what it lacks. All values are in code, where GitHub
 * reads no markup in them.
 */
export function formatMarkdown(diff: FleetDiff, maxBytes: number = defaultMaxBytes): string {
  const title = `${commentMarker}\n**fedrender diff** ${summarizeDiff(diff)}`
  const objects = changesByObject(diff.changes)
  const pieces = [
    ...approvalPiece(diff),
    ...fileList(diff),
    ...clusterTable(diff),
    ...riskList(diff.risks, objects, diff.clusters),
    ...objects.flatMap((each, index) => objectPieces(each, index, diff.clusters)),
  ]
  return fitPieces(title, pieces, maxBytes)
}

/** What needs approval is what a reviewer decides, and so comes before everything else. */
function approvalPiece({ approval }: FleetDiff): readonly Piece[] {
  if (approval === undefined) return []
  const { title, reasons, fix } = approvalLines(approval)
  const list = reasons.map((reason) => `\n- ${codeSpan(reason)}`).join('')
  return [{ part: 'approval', text: `\n\n**${title}**\n${list}\n\n${codeSpan(fix)}` }]
}

/** Files are listed first, with their risks, because the objects show nothing of what they bring. */
function fileList({ files }: FleetDiff): readonly Piece[] {
  return files.map(({ path, kind, allowed, risks, lines }, index) => {
    const reasons = risks.map(({ level, reason }) => `\n  - **${level}** ${codeSpan(reason)}`).join('')
    const shown = shownLines(lines).map((line) => `\n  - ${codeSpan(line)}`)
    const head = index === 0 ? '\n\n**Files that are not rendered objects**\n' : ''
    const text = `${head}\n- ${codeSpan(path)} ${kind}${allowed ? ' (allowed)' : ''}${reasons}${shown.join('')}`
    return { part: 'files', text }
  })
}

const tableHead = '\n\n| clusters | added | changed | removed | held |\n| --- | --: | --: | --: | --: |'

/** A row for all clusters with equal numbers. */
function clusterTable({ summary, clusters }: FleetDiff): readonly Piece[] {
  const rows = groupBy(summary, ({ cluster, added, changed, removed, held }) =>
    [cluster === '', added, changed, removed, held].join(' '),
  )
  return [...rows.values()].map((row, index) => {
    const { added = 0, changed = 0, removed = 0, held = 0 } = row[0] ?? {}
    const names = row.map(({ cluster }) => cluster)
    const cells = [clusterCell(names, clusters), added, changed, removed, held]
    const text = `${index === 0 ? tableHead : ''}\n| ${cells.join(' | ')} |`
    return { part: 'clusters', count: names.length, text }
  })
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

function describeClusters(names: readonly string[], clusters: readonly FleetCluster[]): string {
  return names.length === 0 ? 'dns' : nameClusters(names, clusters)
}

function riskList(
  ofSettings: readonly Risk[],
  objects: readonly ObjectChanges[],
  clusters: readonly FleetCluster[],
): readonly Piece[] {
  const risks = [
    ...ofSettings.map((risk) => ({ risk, what: codeSpan(risk.reason) })),
    ...objects.flatMap(({ object, changes }) =>
      changes.flatMap((change) => {
        const where = codeSpan(describeClusters(change.clusters, clusters))
        const name = `${codeSpan(nameObject(object))} in ${where}`
        return change.risks.map((risk) => ({ risk, what: `${name}: ${codeSpan(risk.reason)}` }))
      }),
    ),
  ]
  return risks.map(({ risk, what }, index) => {
    return { part: 'risks', text: `${index === 0 ? '\n\n**Risks**\n' : ''}\n- **${risk.level}** ${what}` }
  })
}

function objectPieces(
  { object, changes }: ObjectChanges,
  index: number,
  clusters: readonly FleetCluster[],
): readonly Piece[] {
  const kinds = [...new Set(changes.map(({ kind }) => kind))].join(', ')
  return [
    {
      part: 'objects',
      text: `${index === 0 ? '\n\n**Objects**\n' : ''}\n- ${codeSpan(nameObject(object))} ${kinds}`,
    },
    { part: 'places', text: places(changes, clusters) },
    { part: 'bodies', text: body(changes, clusters) },
  ]
}

/** ` in A; in B` after the only kind; `: removed in A; changed in B` after several. */
function places(changes: readonly FleetChange[], clusters: readonly FleetCluster[]): string {
  const areAlike = changes.every(({ kind }) => kind === changes[0]?.kind)
  const described = changes.map(({ kind, clusters: names, held, sameContentAs }) => {
    const where = `in ${codeSpan(describeClusters(names, clusters))}`
    const why = held === undefined ? '' : ` (${held})`
    const other = sameContentAs ? `, same content as ${codeSpan(nameObject(sameContentAs))}` : ''
    return `${areAlike ? '' : `${kind} `}${where}${why}${other}`
  })
  return `${areAlike ? ' ' : ': '}${described.join('; ')}`
}

/**
 * The changed lines and their causes, folded; empty where no change has any, such as a removal without known causes.
 */
function body(changes: readonly FleetChange[], clusters: readonly FleetCluster[]): string {
  const lines = changes.flatMap((each) => bodyLines(each, clusters))
  if (lines.length === 0) return ''
  return `\n\n<details><summary>details</summary>\n\n${codeBlock('diff', lines)}\n</details>\n`
}

function bodyLines(change: FleetChange, clusters: readonly FleetCluster[]): readonly string[] {
  const { kind, head, fields, causes } = change
  const shown = kind === 'added' && head !== undefined ? objectLines(head) : fields.flatMap(fieldLines)
  const lines = [
    ...shown.map(diffLine),
    ...locateCauses(causes).map((cause) => `# from ${formatCause(cause)}`),
  ]
  return lines.length === 0
    ? []
    : [`@@ ${kind} in ${describeClusters(change.clusters, clusters)} @@`, ...lines]
}

/** GitHub colours lines that start with `!` in a diff. */
function diffLine({ sign, text }: FieldLine): string {
  return `${sign === '~' ? '!' : sign} ${text}`
}

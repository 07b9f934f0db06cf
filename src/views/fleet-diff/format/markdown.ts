import type { FleetDiff } from '../../../model/fleet-diff.ts'
import { isWebAddress, noSourcePlace, type SourcePlace } from '../../source-url.ts'
import { groupByCause } from '../causes/cause-groups.ts'
import { foldChanges } from '../fold-changes.ts'
import { groupRisks, type RiskGroup } from '../risk-groups.ts'
import { approvalLines } from './approval-lines.ts'
import { foldedReason, objectsTitle } from './edit-lines.ts'
import { fitPieces, type Piece } from './fit-pieces.ts'
import { foldPieces } from './fold-pieces.ts'
import { effectLine, headline } from './headline.ts'
import { clusterTable, describeClusters } from './markdown-clusters.ts'
import { groupPieces } from './markdown-items.ts'
import { codeSpan } from './markdown-text.ts'
import { nameObject } from '../object-changes.ts'
import { renameTitle } from './rename-title.ts'
import { shownLines } from './shown-lines.ts'

/** GitHub refuses comments of more than 65,536 characters. */
export const defaultMaxBytes = 65_000

/** How a comment is written. */
export interface MarkdownOptions {
  /** Default: what GitHub takes. */
  readonly maxBytes?: number
  /** Where the whole is shown, an address as `isWebAddress` takes it. Default: nowhere. */
  readonly reportUrl?: string
  /** Default: places are no links. */
  readonly sources?: SourcePlace
}

/** The first line, by which a pipeline finds the comment that it wrote last and is to replace. */
const commentMarker = '<!-- fedrender diff -->'

/** So many lines of each section are seen before anything is unfolded: no more than 150 of a comment. */
const mostLines = { risks: 30, items: 80, rows: 20 }

/**
 * The diff as one comment for a pull request: how much changes and at what risk, the risks, what changes by what caused it, a
 * table of the clusters, and at the end the effect and what needs approval. Never more than `maxBytes` bytes of UTF-8: the
 * bodies go first, then lines of causes and which clusters each object changes in, then names, at last risks, and the
 * comment names what it lacks and where it is. All values are in code, where GitHub reads no markup in them, or in links
 * that `sourceUrl` makes.
 */
export function formatMarkdown(diff: FleetDiff, options: MarkdownOptions = {}): string {
  const { maxBytes = defaultMaxBytes, reportUrl, sources = noSourcePlace } = options
  const items = foldChanges(diff.changes)
  const title = `${commentMarker}\n**fedrender diff** ${headline(diff, items)}`
  const groups = groupByCause(items).map((group) => groupPieces(group, diff, { sources, maxBytes }))
  const pieces = [
    ...titled('Files that are not rendered objects', fileList(diff)),
    ...titled('Risks', foldPieces(riskList(diff), mostLines.risks, 'risk')),
    ...titled('Clusters', renameList(diff)),
    ...titled('Changes', foldPieces(groups, mostLines.items, 'change')),
    ...clusterTable(diff, mostLines.rows),
    ...footer(diff, reportUrl),
  ]
  const link = reportUrl !== undefined && isWebAddress(reportUrl) ? ` and [the report](${reportUrl})` : ''
  const whole = `\`--output text\`${link} ${link === '' ? 'shows' : 'show'} everything`
  return fitPieces(title, pieces, { maxBytes, whole })
}

/** A title before the first of some pieces, which brings it along. */
function titled(title: string, [first, ...rest]: readonly Piece[]): readonly Piece[] {
  if (first === undefined) return []
  return [{ ...first, text: `\n\n**${title}**\n${first.text}` }, ...rest]
}

/** What a reviewer does next, and so comes last. */
function footer(diff: FleetDiff, reportUrl: string | undefined): readonly Piece[] {
  const { approval } = diff
  const link =
    reportUrl !== undefined && isWebAddress(reportUrl) ? `[The report](${reportUrl}) shows all of it.` : ''
  const last = [effectLine(diff), link].filter((each) => each !== '')
  return [
    ...(approval === undefined ? [] : [approvalPiece(approval)]),
    ...(last.length === 0 ? [] : [{ part: 'footer' as const, text: `\n\n${last.join(' ')}` }]),
  ]
}

function approvalPiece(approval: NonNullable<FleetDiff['approval']>): Piece {
  const { title, reasons, fix } = approvalLines(approval)
  const list = reasons.map((reason) => `\n- ${codeSpan(reason)}`).join('')
  return { part: 'footer', text: `\n\n**${title}**\n${list}\n\n${codeSpan(fix)}` }
}

/** Files are listed first, with their risks, because the objects show nothing of what they bring. */
function fileList({ files }: FleetDiff): readonly Piece[] {
  return files.map(({ path, kind, allowed, isRendered, risks, lines }) => {
    const reasons = risks.map(({ level, reason }) => `\n  - **${level}** ${codeSpan(reason)}`).join('')
    const shown = shownLines(lines).map((line) => `\n  - ${codeSpan(line)}`)
    const text = `\n- ${codeSpan(path)} ${kind}${isRendered ? ' (as rendered)' : allowed ? ' (allowed)' : ''}${reasons}${shown.join('')}`
    return { part: 'files', text }
  })
}

function renameList({ renames = [] }: FleetDiff): readonly Piece[] {
  return renames.map((rename) => {
    const effects = rename.effects.map((effect) => `\n  - ${codeSpan(effect)}`).join('')
    return { part: 'renames', text: `\n- ${codeSpan(renameTitle(rename))}${effects}` }
  })
}

function riskList(diff: FleetDiff): readonly (readonly Piece[])[] {
  return groupRisks(diff).map((group) => {
    const text = `\n- **${group.risk.level}** ${describeRisk(group, diff)}`
    return [{ part: 'risks', count: Math.max(group.changes.length, 1), text }]
  })
}

function describeRisk({ risk, changes }: RiskGroup, { clusters }: FleetDiff): string {
  const [first] = changes
  if (first === undefined) return codeSpan(risk.reason)
  const what =
    changes.length === 1 ? nameObject(first.object) : objectsTitle(changes.map(({ object }) => object))
  const reason = foldedReason({ risk, count: changes.length })
  return `${codeSpan(what)} in ${codeSpan(describeClusters(first.clusters, clusters))}: ${codeSpan(reason)}`
}

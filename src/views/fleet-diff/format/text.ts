import { invariantRule } from '../risks/invariant-risks.ts'
import { createPaint, type Paint } from '../../../diagnostics/format/paint.ts'
import type { Cause, FleetChange, FleetDiff, Risk, RiskLevel } from '../../../model/fleet-diff.ts'
import type { FleetCluster } from '../../../model/fleet.ts'
import { joinLines } from '../../../text/join-lines.ts'
import { printable } from '../../../text/quote.ts'
import { groupByCause, type CauseGroup } from '../causes/cause-groups.ts'
import { foldChanges, type DiffItem, type FleetEdit } from '../fold-changes.ts'
import { formatCause } from '../causes/locate-causes.ts'
import { nameClusters } from '../name-clusters.ts'
import { nameObject, type ObjectChanges } from '../object-changes.ts'
import type { ObjectMove } from '../object-moves.ts'
import { approvalLines } from './approval-lines.ts'
import { showCauses } from './cause-lines.ts'
import { editNames, foldedReason, objectsTitle } from './edit-lines.ts'
import { fieldLines, type FieldLine } from './field-lines.ts'
import { moveNames, moveTitle } from './move-lines.ts'
import { effectLine, headline } from './headline.ts'
import { renameTitle } from './rename-title.ts'
import { shownLines } from './shown-lines.ts'

const colorOfKind = { added: 'green', changed: 'yellow', removed: 'red', held: 'cyan' } as const
const colorOfLevel: Readonly<Record<RiskLevel, keyof Paint>> = {
  critical: 'red',
  high: 'red',
  medium: 'yellow',
}
const colorOfSign = { '+': 'green', '-': 'red', '~': 'yellow', ' ': 'dim' } as const

/** The diff for a terminal: a block for each object with its risks, its clusters, its fields and what caused it. */
export function formatText(diff: FleetDiff, color: boolean): string {
  const items = foldChanges(diff.changes)
  const blocks = [
    ...formatSettings(diff, color),
    ...formatFiles(diff, color),
    ...formatRenames(diff, color),
    ...formatChanges(diff, color, items),
    ...formatApproval(diff, color),
    summary(diff, items),
  ]
  return blocks.map((block) => `${block}\n`).join('\n')
}

function summary(diff: FleetDiff, items: readonly DiffItem[]): string {
  return [headline(diff, items), effectLine(diff)].filter((line) => line !== '').join('\n')
}

/** One block for what the prune guard asks for, if it does. */
function formatApproval({ approval }: FleetDiff, color: boolean): readonly string[] {
  if (approval === undefined) return []
  const { title, reasons, fix } = approvalLines(approval)
  const lines = [...reasons.map((reason) => `  - ${reason}`), fix].map(printable)
  return [[createPaint(color).bold(title), ...lines].join('\n')]
}

/** A block for the invariants that a change breaks, and one for what settings put at risk. */
function formatSettings({ risks }: FleetDiff, color: boolean): readonly string[] {
  const paint = createPaint(color)
  const [broken, others] = [true, false].map((isBroken) =>
    risks.filter(({ rule }) => (rule === invariantRule.name) === isBroken),
  )
  const blockOf = (title: string, of: FleetDiff['risks'] = []): readonly string[] =>
    of.length === 0
      ? []
      : [[paint.bold(title), ...of.map((risk) => formatRisk(risk, '  ', paint))].join('\n')]
  return [...blockOf('invariants', broken), ...blockOf('settings', others)]
}

/** Files that are not rendered objects are listed first, because the objects below show nothing of what they bring. */
function formatFiles({ files }: FleetDiff, color: boolean): readonly string[] {
  const paint = createPaint(color)
  return files.map((file) => {
    const allowed = file.isRendered ? ' (as rendered)' : file.allowed ? ' (allowed)' : ''
    return [
      paint.bold(printable(file.path)),
      `  ${paint[colorOfKind[file.kind]](file.kind)}${allowed}`,
      ...file.risks.map((risk) => formatRisk(risk, '    ', paint)),
      ...shownLines(file.lines).map((line) => `    ${printable(line)}`),
    ].join('\n')
  })
}

function formatRenames({ renames = [] }: FleetDiff, color: boolean): readonly string[] {
  const paint = createPaint(color)
  return renames.map((rename) =>
    [
      paint.bold(printable(renameTitle(rename))),
      ...rename.effects.map((effect) => `  ${printable(effect)}`),
    ].join('\n'),
  )
}

/** The blocks alone, without the last line break of each. */
export function formatChanges(
  diff: FleetDiff,
  color: boolean,
  items: readonly DiffItem[] = foldChanges(diff.changes),
): readonly string[] {
  const paint = createPaint(color)
  return groupByCause(items).flatMap((group) => formatGroup(group, diff, paint))
}

/** Several items that the same lines made are indented below these. */
function formatGroup({ causes, items }: CauseGroup, diff: FleetDiff, paint: Paint): readonly string[] {
  const lines = causeLines(causes, diff, paint)
  if (items.length === 1) return items.map((item) => formatItem(item, diff, paint, lines))
  const blocks = items.map((item) => formatItem(item, diff, paint, []).replaceAll(/^/gm, '  '))
  return [lines.map((line) => line.trimStart()).join('\n'), ...blocks]
}

function formatItem(item: DiffItem, { clusters }: FleetDiff, paint: Paint, from: readonly string[]): string {
  if ('edit' in item) return formatEdit(item.edit, clusters, paint, from)
  if ('moves' in item) return formatMoves(item.moves, clusters, paint, from)
  return formatObject(item.object, clusters, paint, from)
}

/** Objects of the same content under other names, and what is at risk by that the old ones go. */
function formatMoves(
  moves: readonly ObjectMove[],
  clusters: readonly FleetCluster[],
  paint: Paint,
  from: readonly string[],
): string {
  const names = moves[0]?.removed.clusters ?? []
  const where = names.length === 0 ? 'dns' : nameClusters(names, clusters)
  const risks = moves.flatMap(({ removed, added }) => [...removed.risks, ...added.risks])
  return [
    paint.bold(printable(moveTitle(moves))),
    `  ${paint.yellow('moved')} in ${printable(where)}, with the same content`,
    ...risks.map((risk) => formatRisk(risk, '    ', paint)),
    ...from,
    ...(moves.length > 1 ? moveNames(moves).map((name) => `    ${printable(name)}`) : []),
  ].join('\n')
}

/** `from shop/web.yaml:23`, a line for each place; of many the first, then all by directory. */
function causeLines(
  causes: readonly Cause[],
  diff: Pick<FleetDiff, 'clusterChanges'>,
  paint: Paint,
): readonly string[] {
  const { first, more, all, what } = showCauses(causes, diff)
  const places = more === 0 ? first.map(formatCause) : all
  const lines = places.map((place) => `    ${paint.dim(`from ${place}`)}`)
  return what === '' ? lines : [...lines, `    ${paint.dim(printable(what))}`]
}

/** An edit of several objects: what it does once, and all of their names below. */
function formatEdit(
  edit: FleetEdit,
  clusters: readonly FleetCluster[],
  paint: Paint,
  from: readonly string[],
): string {
  const { change, objects, risks } = edit
  return [
    paint.bold(printable(objectsTitle(objects))),
    formatPlace(change, clusters, paint),
    ...risks.map((each) => formatRisk({ ...each.risk, reason: foldedReason(each) }, '    ', paint)),
    ...formatFields(change, paint),
    ...from,
    ...sinceLines(change, paint),
    ...editNames(edit).map((names) => `    ${printable(names)}`),
  ].join('\n')
}

/** The causes of several changes are below each, unless they are above the whole group. */
function formatObject(
  { object, changes }: ObjectChanges,
  clusters: readonly FleetCluster[],
  paint: Paint,
  from: readonly string[],
): string {
  const name = paint.bold(printable(nameObject(object)))
  const isOne = changes.length === 1
  const blocks = changes.map((change) => {
    const own = isOne ? from : causeLines(change.causes, {}, paint)
    return formatChange(change, clusters, paint, from.length === 0 ? [] : own)
  })
  return [name, ...blocks].join('\n')
}

function formatChange(
  change: FleetChange,
  clusters: readonly FleetCluster[],
  paint: Paint,
  from: readonly string[],
): string {
  const { sameContentAs, risks } = change
  return [
    formatPlace(change, clusters, paint),
    ...risks.map((risk) => formatRisk(risk, '    ', paint)),
    ...(sameContentAs ? [`    same content as ${printable(nameObject(sameContentAs))}`] : []),
    ...formatFields(change, paint),
    ...from,
    ...sinceLines(change, paint),
  ].join('\n')
}

/** What changes in an object as one text, which of a large object has a million lines; none where nothing does. */
function formatFields({ fields }: FleetChange, paint: Paint): readonly string[] {
  return fields.length === 0 ? [] : [joinLines(linesOf(fields, paint))]
}

function* linesOf(fields: FleetChange['fields'], paint: Paint): Generator<string> {
  for (const field of fields) for (const line of fieldLines(field)) yield formatLine(line, paint)
}

/** Why fedrender itself makes the change. */
function sinceLines({ reasons = [] }: FleetChange, paint: Paint): readonly string[] {
  return reasons.map((reason) => `    ${paint.dim(`since ${printable(reason)}`)}`)
}

/** What happens, and in which clusters. */
function formatPlace(
  { kind, held, clusters: names }: FleetChange,
  clusters: readonly FleetCluster[],
  paint: Paint,
): string {
  const where = names.length === 0 ? 'dns' : nameClusters(names, clusters)
  const reason = held === undefined ? '' : ` (${held})`
  return `  ${paint[colorOfKind[kind]](kind)} in ${printable(where)}${reason}`
}

function formatRisk({ level, rule, reason }: Risk, indent: string, paint: Paint): string {
  return `${indent}${paint[colorOfLevel[level]](level)} ${paint.dim(rule)}: ${printable(reason)}`
}

function formatLine({ sign, text }: FieldLine, paint: Paint): string {
  return `    ${paint[colorOfSign[sign]](sign)} ${text}`
}

import { createPaint, type Paint } from '../../../diagnostics/format/paint.ts'
import type { FleetChange, FleetDiff, Risk, RiskLevel } from '../../../model/fleet-diff.ts'
import type { FleetCluster } from '../../../model/fleet.ts'
import { printable } from '../../../text/quote.ts'
import { formatCause, locateCauses } from '../locate-causes.ts'
import { nameClusters } from '../name-clusters.ts'
import { changesByObject, nameObject, type ObjectChanges } from '../object-changes.ts'
import { approvalLines } from './approval-lines.ts'
import { fieldLines, type FieldLine } from './field-lines.ts'
import { shownLines } from './shown-lines.ts'
import { summarizeDiff } from './summarize-diff.ts'

const colorOfKind = { added: 'green', changed: 'yellow', removed: 'red', held: 'cyan' } as const
const colorOfLevel: Readonly<Record<RiskLevel, keyof Paint>> = {
  critical: 'red',
  high: 'red',
  medium: 'yellow',
}
const colorOfSign = { '+': 'green', '-': 'red', '~': 'yellow', ' ': 'dim' } as const

/** The diff for a terminal: a block for each object with its risks, its clusters, its fields and what caused it. */
export function formatText(diff: FleetDiff, color: boolean): string {
  const blocks = [
    ...formatSettings(diff, color),
    ...formatFiles(diff, color),
    ...formatChanges(diff, color),
    ...formatApproval(diff, color),
    summarizeDiff(diff),
  ]
  return blocks.map((block) => `${block}\n`).join('\n')
}

/** One block for what the prune guard asks for, if it does. */
function formatApproval({ approval }: FleetDiff, color: boolean): readonly string[] {
  if (approval === undefined) return []
  const { title, reasons, fix } = approvalLines(approval)
  const lines = [...reasons.map((reason) => `  - ${reason}`), fix].map(printable)
  return [[createPaint(color).bold(title), ...lines].join('\n')]
}

/** One block for what settings put at risk, if they do. */
function formatSettings({ risks }: FleetDiff, color: boolean): readonly string[] {
  const paint = createPaint(color)
  const lines = risks.map((risk) => formatRisk(risk, '  ', paint))
  return lines.length === 0 ? [] : [[paint.bold('settings'), ...lines].join('\n')]
}

/** Files that are not rendered objects are listed first, because the objects below show nothing of what they bring. */
function formatFiles({ files }: FleetDiff, color: boolean): readonly string[] {
  const paint = createPaint(color)
  return files.map((file) => {
    const allowed = file.allowed ? ' (allowed)' : ''
    return [
      paint.bold(printable(file.path)),
      `  ${paint[colorOfKind[file.kind]](file.kind)}${allowed}`,
      ...file.risks.map((risk) => formatRisk(risk, '    ', paint)),
      ...shownLines(file.lines).map((line) => `    ${printable(line)}`),
    ].join('\n')
  })
}

/** The blocks alone, without the last line break of each. */
export function formatChanges({ changes, clusters }: FleetDiff, color: boolean): readonly string[] {
  const paint = createPaint(color)
  return changesByObject(changes).map((each) => formatObject(each, clusters, paint))
}

function formatObject(
  { object, changes }: ObjectChanges,
  clusters: readonly FleetCluster[],
  paint: Paint,
): string {
  const name = paint.bold(printable(nameObject(object)))
  return [name, ...changes.flatMap((each) => formatChange(each, clusters, paint))].join('\n')
}

function formatChange(
  change: FleetChange,
  clusters: readonly FleetCluster[],
  paint: Paint,
): readonly string[] {
  const { kind, held, sameContentAs, risks, fields, causes } = change
  const where = change.clusters.length === 0 ? 'dns' : nameClusters(change.clusters, clusters)
  const reason = held === undefined ? '' : ` (${held})`
  return [
    `  ${paint[colorOfKind[kind]](kind)} in ${printable(where)}${reason}`,
    ...risks.map((risk) => formatRisk(risk, '    ', paint)),
    ...(sameContentAs ? [`    same content as ${printable(nameObject(sameContentAs))}`] : []),
    ...fields.flatMap(fieldLines).map((line) => formatLine(line, paint)),
    ...locateCauses(causes).map((cause) => `    ${paint.dim(`from ${formatCause(cause)}`)}`),
  ]
}

function formatRisk({ level, rule, reason }: Risk, indent: string, paint: Paint): string {
  return `${indent}${paint[colorOfLevel[level]](level)} ${paint.dim(rule)}: ${printable(reason)}`
}

function formatLine({ sign, text }: FieldLine, paint: Paint): string {
  return `    ${paint[colorOfSign[sign]](sign)} ${text}`
}

import { count } from '../../text/count.ts'
import { listSome } from '../../text/list-some.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import { formatSourceLine, sourceLine } from '../source-line.ts'
import { type Cell, formatTable, type Screen } from '../table.ts'
import {
  type Drill,
  drillFigures,
  type DrilledLoss,
  type DrilledName,
  type DrilledWorkload,
} from './drill.ts'
import { describeTargets } from './describe-targets.ts'

const figures = [
  { heading: 'MOVED', of: 'moved', isLoss: false },
  { heading: 'LOST', of: 'lost', isLoss: true },
  { heading: 'NOWHERE ELSE', of: 'nowhereElse', isLoss: true },
  { heading: 'BELOW MIN', of: 'belowMinimum', isLoss: true },
  { heading: 'UNREACHABLE', of: 'unreachable', isLoss: true },
  { heading: 'SHIFTED', of: 'shifted', isLoss: false },
] as const

/**
 * A drill for a person: the numbers of each loss, and what becomes of each object and name. Of several losses only what is lost is
 * listed, unless it is wide.
 */
export function formatDrill(
  { losses, spared }: Drill,
  { isWide = false, ...screen }: Screen & { readonly isWide?: boolean } = {},
): string {
  const header = ['WITHOUT', ...figures.map(({ heading }) => heading)]
  const table = formatTable({ header, rows: losses.map(figureCells), named: 1 }, screen)
  const rows = losses.flatMap((loss) => effectRows(loss, isWide || losses.length === 1))
  const details = { header: ['WITHOUT', 'WHAT', 'EFFECT', 'SOURCE'], rows, named: 1 }
  const notes = [
    ...losses.filter((each) => each.losesExternalDNS).map(describeExternalDNS),
    ...(spared.length > 0 ? [`lost in none, for want of the label: ${listSome(spared, 10)}\n`] : []),
  ]
  return [table, ...(rows.length > 0 ? ['\n', formatTable(details, screen)] : []), ...notes].join('')
}

function describeExternalDNS({ name }: DrilledLoss): string {
  return `without ${name}: ExternalDNS runs in no cluster that is left (dns.cluster), so names stay as they are\n`
}

function figureCells(loss: DrilledLoss): readonly Cell[] {
  const numbers = drillFigures(loss)
  const cells = figures.map(({ of, isLoss }): Cell => {
    const text = String(numbers[of])
    return isLoss && numbers[of] > 0 ? { text, style: 'red' } : text
  })
  return [loss.name, ...cells]
}

function effectRows({ name, workloads, names }: DrilledLoss, isComplete: boolean): readonly Cell[][] {
  const shownWorkloads = workloads.filter(
    ({ lost, minimum }) => isComplete || lost > 0 || minimum !== undefined,
  )
  const shownNames = names.filter(({ effect }) => isComplete || effect === 'unreachable')
  return [
    ...shownWorkloads.map((each) => [
      name,
      `${each.type} ${qualifiedName(each)}`,
      describeWorkload(each),
      formatSourceLine(sourceLine(each.at)),
    ]),
    ...shownNames.map((each) => [
      name,
      each.dnsName,
      describeName(each),
      formatSourceLine(sourceLine(each.at)),
    ]),
  ]
}

const mostChanges = 6

function describeWorkload({ replicas, moved, lost, nowhereElse, changes, minimum }: DrilledWorkload): string {
  const shifts = changes.map(({ cluster, change }) => `${cluster} ${change > 0 ? '+' : ''}${change}`)
  const parts = [
    ...(nowhereElse ? [`runs nowhere else, ${count(lost, 'replica')} lost`] : []),
    ...(lost > 0 && !nowhereElse ? [`${lost} of ${count(replicas, 'replica')} have no place`] : []),
    ...(changes.length > 0 ? [`${count(moved, 'replica')} move: ${listSome(shifts, mostChanges)}`] : []),
    ...(minimum === undefined ? [] : [`below its minReplicas, ${minimum} together`]),
  ]
  return parts.join('; ')
}

function describeName({ effect, before, after }: DrilledName): string {
  switch (effect) {
    case 'unreachable':
      return 'has no address left'
    case 'unplaced':
      return 'goes with its zone or region'
    default:
      return `${describeTargets(before)} → ${describeTargets(after)}`
  }
}

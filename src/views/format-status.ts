import { compareText } from '../text/compare-text.ts'
import { count } from '../text/count.ts'
import { qualifiedName } from '../text/qualified-name.ts'
import { formatSourceLine } from './source-line.ts'
import type { ObjectStatus } from './status.ts'
import { type Cell, formatTable, type Screen } from './table.ts'

/** Which lines of the statuses are shown, and how. */
export interface StatusView extends Screen {
  /** Whether the source of each object is shown too. */
  readonly isWide?: boolean
  /** Whether what is OK is shown too. */
  readonly withOK?: boolean
}

/**
 * The statuses as a table, one line for each object and cluster where something is not OK, or for all. What a control
 * plane recorded has a column where anything was, with a line for a cluster that the files no longer place the object in.
 */
export function formatStatus(statuses: readonly ObjectStatus[], view: StatusView = {}): string {
  const { isWide = false, withOK = false, ...screen } = view
  const isRecorded = statuses.some(({ recorded = [] }) => recorded.length > 0)
  const columns = [
    ...statusColumns,
    ...(isRecorded ? [recordedColumn] : []),
    ...(isWide ? [sourceColumn] : []),
  ]
  const rows = statuses.flatMap((status) =>
    linesOf(status)
      .filter((line) => withOK || !isOK(status, line))
      .map((line) => columns.map(({ of }) => of(status, line))),
  )
  return rows.length === 0
    ? ''
    : formatTable({ header: columns.map(({ heading }) => heading), rows, named: 2 }, screen)
}

interface Column {
  readonly heading: string
  readonly of: (object: ObjectStatus, line: StatusLine) => Cell
}

const statusColumns: readonly Column[] = [
  { heading: 'TYPE', of: ({ type }) => type },
  { heading: 'NAME', of: qualifiedName },
  { heading: 'PROPAGATION', of: (object) => painted(propagationOf(object)) },
  { heading: 'CLUSTER', of: (_, { name }) => name },
  { heading: 'STATUS', of: (_, { status }) => painted(shown(status)) },
]

const recordedColumn: Column = { heading: 'RECORDED', of: (_, { recorded }) => painted(shown(recorded)) }
const sourceColumn: Column = { heading: 'SOURCE', of: ({ source }) => formatSourceLine(source) }

/** How many objects are OK in each of their clusters, and how many are not, in words. */
export function countStatuses(statuses: readonly ObjectStatus[]): string {
  const wrong = statuses.filter((status) => linesOf(status).some((line) => !isOK(status, line))).length
  const right = statuses.length - wrong
  const isOrAre = (number: number): string => `${count(number, 'object')} ${number === 1 ? 'is' : 'are'}`
  return wrong === 0 ? `${isOrAre(right)} OK` : `${isOrAre(wrong)} not OK, ${right} of ${statuses.length} OK`
}

function propagationOf({ held, condition }: ObjectStatus): string {
  return held ?? (condition?.reason || 'OK')
}

/** Whether a line says nothing that a person has to know: `CheckClusters` only says that another line does. */
function isOK(object: ObjectStatus, { status, recorded }: StatusLine): boolean {
  const propagation = propagationOf(object)
  return (propagation === 'OK' || propagation === 'CheckClusters') && !status && !recorded
}

function painted(text: string): Cell {
  if (text === '') return text
  return { text, style: text === 'OK' ? 'green' : text === 'CheckClusters' ? 'yellow' : 'red' }
}

interface StatusLine {
  /** `''` where the object is in no cluster. */
  readonly name: string
  /** Undefined where the files place nothing. */
  readonly status: string | undefined
  readonly recorded: string | undefined
}

function linesOf({ clusters, recorded = [] }: ObjectStatus): readonly StatusLine[] {
  const ofFiles = new Map<string, string>(clusters.map(({ name, status }) => [name, status]))
  const ofControlPlane = new Map(recorded.map(({ name, status }) => [name, status]))
  const names = [...new Set([...ofFiles.keys(), ...ofControlPlane.keys()])].sort(compareText)
  return (names.length > 0 ? names : ['']).map((name) => ({
    name,
    status: ofFiles.get(name),
    recorded: ofControlPlane.get(name),
  }))
}

function shown(status: string | undefined): string {
  return status === undefined ? '' : status || 'OK'
}

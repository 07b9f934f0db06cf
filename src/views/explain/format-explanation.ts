import { count } from '../../text/count.ts'
import { printable, quote } from '../../text/quote.ts'
import { stringifyJson } from '../../json/stringify.ts'
import { shortCommit } from '../../model/wave.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import { formatSourceLine } from '../source-line.ts'
import { createPaint } from '../../diagnostics/format/paint.ts'
import { type Cell, formatTable, type Screen } from '../table.ts'
import { wrapWords } from '../wrap-words.ts'
import type {
  ExplainedEndpoint,
  ExplainedField,
  ExplainedRule,
  ExplainedState,
  ExplainedValue,
  Explanation,
} from './explanation.ts'
import { omissionWords, originWords } from './origin-words.ts'

/** An explanation for a person: where the object is and why, and a table of its fields. */
export function formatExplanation(explanation: Explanation, screen: Screen = {}): string {
  const { kind, cluster, source, state, path, placedBy, keptOutBy, endpoints = [] } = explanation
  const paint = createPaint(screen.color ?? false)
  const title = printable(
    `${kind} ${qualifiedName(explanation)} in ${cluster}, from ${formatSourceLine(source)}`,
  )
  const parts = [
    `${paint.bold(title)}\n${formatWave(explanation)}${paint[styles[state]](states[state])}: ${printable(path)}\n`,
    formatRules('Placed there because', placedBy, screen),
    formatRules(state === 'held' ? 'Held because' : 'Not there because', keptOutBy, screen),
    formatFields(explanation, screen),
    formatEndpoints(endpoints, screen),
  ]
  return parts.filter((each) => each !== '').join('\n')
}

function formatWave({ wave }: Explanation): string {
  if (wave === undefined) return ''
  return `${printable(`wave ${quote(wave.name)}, held at ${shortCommit(wave.commit)}, ${count(wave.back, 'commit')} before the base branch's last`)}\n`
}

const states: Readonly<Record<ExplainedState, string>> = {
  rendered: 'rendered',
  held: 'held, not rendered',
  absent: 'not there',
}

const styles = { rendered: 'green', held: 'yellow', absent: 'yellow' } as const satisfies Readonly<
  Record<ExplainedState, string>
>

/** Each rule after its source; below it where both do not fit on a line. */
function formatRules(heading: string, rules: readonly ExplainedRule[], { columns, color }: Screen): string {
  if (rules.length === 0) return ''
  const sources = rules.map(formatSourceLine)
  const width = sources.reduce((most, { length }) => Math.max(most, length), 0)
  const isWide =
    columns !== undefined && rules.some(({ message }) => width + 5 + printable(message).length > columns)
  const lines = rules.map(({ message }, index) => {
    const source = sources[index] ?? ''
    if (!isWide) return `  ${source.padEnd(width)}   ${printable(message)}\n`
    const parts = wrapWords(printable(message), columns - 4)
    return `  ${source}\n${parts.map((part) => `    ${part}\n`).join('')}`
  })
  return `${createPaint(color ?? false).bold(heading)}\n${lines.join('')}`
}

/** Nobody reads a longer table: of so many fields, and of so many that the object lacks, an explanation is asked for. */
export const mostExplained = 10_000

/** A table of the fields. It says how many more there are, where the explanation has the first ones; JSON has all. */
function formatFields({ fields, omitted, rest }: Explanation, screen: Screen): string {
  const header = ['FIELD', 'VALUE', 'SOURCE', 'WHY']
  const rows = [
    ...Array.from(fields, (each) => [
      printable(each.pointer),
      formatValue(each),
      formatSourceLine(each),
      whyOf(each),
    ]),
    ...Array.from(omitted, (each) => [
      printable(each.pointer),
      '-',
      formatSourceLine(each),
      omissionWords[each.reason],
    ]),
  ]
  if (rows.length === 0) return ''
  return `${formatTable({ header, rows, named: 1 }, screen)}${rest ? formatRest(rest) : ''}`
}

/** What differs from the template is to be noticed. */
function whyOf(field: ExplainedField): Cell {
  const text = describeField(field)
  return field.origin === 'override' || field.origin === 'schedule' ? { text, style: 'cyan' } : text
}

function formatRest({ fields, omitted }: NonNullable<Explanation['rest']>): string {
  if (fields + omitted === 0) return ''
  const rest = [
    ...(fields > 0 ? [count(fields, 'more field')] : []),
    ...(omitted > 0 ? [`${omitted} more that the object lacks`] : []),
  ]
  return `… ${rest.join(', ')}: a pointer selects some of them, and -o json has all\n`
}

/** So many values that came before are named beside a field. */
const mostReplaced = 100

function describeField({ origin, replaced, why }: ExplainedField): string {
  const arithmetic = why.length === 0 ? '' : `: ${why.join('; ')}`
  const instead = replaced
    .slice(0, mostReplaced)
    .map(
      (each) => `, in place of ${formatValue(each)} (${originWords[each.origin]}, ${formatSourceLine(each)})`,
    )
  const rest = replaced.length - instead.length
  const more = rest > 0 ? `, and of ${count(rest, 'earlier value')}` : ''
  return `${originWords[origin]}${arithmetic}${instead.join('')}${more}`
}

function formatValue({ value }: Pick<ExplainedValue, 'value'>): string {
  return typeof value === 'string' ? quote(value) : stringifyJson(value)
}

function formatEndpoints(endpoints: readonly ExplainedEndpoint[], screen: Screen): string {
  if (endpoints.length === 0) return ''
  const rows = endpoints.flatMap(({ dnsName, recordType, targets }) =>
    targets.map(({ target, clusters }) => [dnsName, recordType, target, clusters.join(', ') || '-']),
  )
  return formatTable({ header: ['NAME', 'TYPE', 'TARGET', 'CLUSTERS'], rows, named: 1 }, screen)
}

import { printable, quote } from '../../text/quote.ts'
import { stringifyJson } from '../../json/stringify.ts'
import type { OmissionReason, OriginKind } from '../../model/field-origin.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import { formatSourceLine } from '../source-line.ts'
import { formatTable } from '../table.ts'
import type {
  ExplainedEndpoint,
  ExplainedField,
  ExplainedRule,
  ExplainedState,
  ExplainedValue,
  Explanation,
} from './explanation.ts'

/** An explanation for a person: where the object is and why, and a table of its fields. */
export function formatExplanation(explanation: Explanation): string {
  const { kind, cluster, source, state, path, placedBy, keptOutBy, endpoints = [] } = explanation
  const title = printable(
    `${kind} ${qualifiedName(explanation)} in ${cluster}, from ${formatSourceLine(source)}`,
  )
  const parts = [
    `${title}\n${states[state]}: ${printable(path)}\n`,
    formatRules('Placed there because', placedBy),
    formatRules(state === 'held' ? 'Held because' : 'Not there because', keptOutBy),
    formatFields(explanation),
    formatEndpoints(endpoints),
  ]
  return parts.filter((each) => each !== '').join('\n')
}

const states: Readonly<Record<ExplainedState, string>> = {
  rendered: 'rendered',
  held: 'held, not rendered',
  absent: 'not there',
}

function formatRules(heading: string, rules: readonly ExplainedRule[]): string {
  if (rules.length === 0) return ''
  const width = rules.reduce((most, each) => Math.max(most, formatSourceLine(each).length), 0)
  const lines = rules.map(
    (each) => `  ${formatSourceLine(each).padEnd(width)}   ${printable(each.message)}\n`,
  )
  return `${heading}\n${lines.join('')}`
}

function formatFields({ fields, omitted }: Explanation): string {
  if (fields.length + omitted.length === 0) return ''
  return formatTable(
    ['FIELD', 'VALUE', 'SOURCE', 'WHY'],
    [
      ...fields.map((each) => [
        printable(each.pointer),
        formatValue(each),
        formatSourceLine(each),
        printable(describeField(each)),
      ]),
      ...omitted.map((each) => [
        printable(each.pointer),
        '-',
        formatSourceLine(each),
        omissions[each.reason],
      ]),
    ],
  )
}

const origins: Readonly<Record<OriginKind, string>> = {
  template: 'template',
  override: 'override',
  schedule: 'ReplicaSchedulingPreference',
  'federated-object': 'copied from the federated object',
  type: 'its type',
  'managed-label': 'the label of every propagated object',
  orphan: 'in place of kubefed.io/orphan',
  delivery: 'keeps the agents of delivery from deleting a Namespace',
  'retain-replicas': 'left empty by retainReplicas',
}

const omissions: Readonly<Record<OmissionReason, string>> = {
  removed: 'an override removes what was there',
  'not-propagated': 'KubeFed does not propagate it',
  'server-set': 'only an API server sets it',
  'retain-replicas': 'retainReplicas leaves it to the member cluster',
}

function describeField({ origin, replaced, why }: ExplainedField): string {
  const arithmetic = why.length === 0 ? '' : `: ${why.join('; ')}`
  const instead = replaced.map(
    (each) => `, in place of ${formatValue(each)} (${origins[each.origin]}, ${formatSourceLine(each)})`,
  )
  return `${origins[origin]}${arithmetic}${instead.join('')}`
}

function formatValue({ value }: Pick<ExplainedValue, 'value'>): string {
  return typeof value === 'string' ? quote(value) : stringifyJson(value)
}

function formatEndpoints(endpoints: readonly ExplainedEndpoint[]): string {
  if (endpoints.length === 0) return ''
  return formatTable(
    ['NAME', 'TYPE', 'TARGET', 'CLUSTERS'],
    endpoints.flatMap(({ dnsName, recordType, targets }) =>
      targets.map(({ target, clusters }) => [dnsName, recordType, target, clusters.join(', ') || '-']),
    ),
  )
}

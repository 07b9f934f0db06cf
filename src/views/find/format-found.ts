import { printable, quote } from '../../text/quote.ts'
import { stringifyJson } from '../../json/stringify.ts'
import type { FleetCluster } from '../../model/fleet.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import { nameClusters } from '../fleet-diff/name-clusters.ts'
import { formatSourceLine } from '../source-line.ts'
import { formatTable } from '../table.ts'
import type { FoundObject, FoundRow } from './find-objects.ts'

/** What was found as a table: a line for each object or, where fields were asked for, for each field. */
export function formatFound(objects: readonly FoundObject[], fleet: readonly FleetCluster[]): string {
  const withFields = objects.some(({ fields }) => fields.length > 0)
  const header = withFields
    ? ['TYPE', 'NAME', 'FIELD', 'VALUE', 'CLUSTERS', 'SOURCE']
    : ['TYPE', 'NAME', 'CLUSTERS', 'SOURCE']
  const rows = objects.flatMap((object) => {
    const named = [object.type, qualifiedName(object)]
    const clusters = printable(nameClusters(object.clusters, fleet)) || '-'
    const source = object.source ?? {}
    if (!withFields) return [[...named, clusters, formatSourceLine(source)]]
    return object.fields.map((field) => [
      ...named,
      printable(field.pointer),
      formatFoundValue(field),
      clusters,
      formatSourceLine(field.file === undefined ? source : field),
    ])
  })
  return formatTable(header, rows)
}

function formatFoundValue({ value }: FoundRow): string {
  if (value === undefined) return '…'
  return typeof value === 'string' ? quote(value) : stringifyJson(value)
}

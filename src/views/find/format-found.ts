import { printable, quote } from '../../text/quote.ts'
import { stringifyJson } from '../../json/stringify.ts'
import type { FleetCluster } from '../../model/fleet.ts'
import { count } from '../../text/count.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import { nameClusters } from '../fleet-diff/name-clusters.ts'
import { formatSourceLine } from '../source-line.ts'
import { formatTable, type Screen } from '../table.ts'
import type { FoundObject, FoundRow } from './find-objects.ts'

/** Nobody reads more fields of one object. */
const mostFields = 10_000

/**
 * What was found as a table: a line for each object or, where fields were asked for, for each field. Of an object with too
 * many the rest is counted; JSON has all.
 */
export function formatFound(
  objects: readonly FoundObject[],
  fleet: readonly FleetCluster[],
  screen?: Screen,
): string {
  const withFields = objects.some(({ fields }) => fields.length > 0)
  const header = withFields
    ? ['TYPE', 'NAME', 'FIELD', 'VALUE', 'CLUSTERS', 'SOURCE']
    : ['TYPE', 'NAME', 'CLUSTERS', 'SOURCE']
  const rows = objects.flatMap((object) => {
    const named = [object.type, qualifiedName(object)] as const
    const clusters = printable(nameClusters(object.clusters, fleet)) || '-'
    const source = object.source ?? {}
    if (!withFields) return [[...named, clusters, formatSourceLine(source)]]
    const [type, name] = named
    const shown = object.fields
      .slice(0, mostFields)
      .map((field) => [
        type,
        name,
        printable(field.pointer),
        formatFoundValue(field),
        clusters,
        formatSourceLine(field.file === undefined ? source : field),
      ])
    const rest = object.fields.length - shown.length
    if (rest > 0)
      shown.push([type, name, '…', `${count(rest, 'more field')}: -o json has all`, clusters, '-'])
    return shown
  })
  return formatTable({ header, rows, named: withFields ? 3 : 2 }, screen)
}

function formatFoundValue({ value }: FoundRow): string {
  if (value === undefined) return '…'
  return typeof value === 'string' ? quote(value) : stringifyJson(value)
}

import { printable, quote } from '../../text/quote.ts'
import { stringifyJson } from '../../json/stringify.ts'
import type { FleetCluster } from '../../model/fleet.ts'
import { count } from '../../text/count.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import { nameClusters } from '../fleet-diff/name-clusters.ts'
import { formatSourceLine } from '../source-line.ts'
import { formatTable, type Screen } from '../table.ts'
import type { FoundObject, FoundRow } from './find-objects.ts'

/** Nobody reads more fields of one object: of so many a table is asked for. */
export const mostFound = 10_000

/**
 * What was found as a table: a line for each object or, where fields were asked for, for each field. The fields that an
 * object has beside them are counted; JSON has all.
 */
export function formatFound(
  objects: readonly FoundObject[],
  fleet: readonly FleetCluster[],
  screen?: Screen,
): string {
  const found = objects.map((object) => ({ object, fields: [...object.fields] }))
  const withFields = found.some(({ fields }) => fields.length > 0)
  const header = withFields
    ? ['TYPE', 'NAME', 'FIELD', 'VALUE', 'CLUSTERS', 'SOURCE']
    : ['TYPE', 'NAME', 'CLUSTERS', 'SOURCE']
  const rows = found.flatMap(({ object, fields }) => {
    const [type, name] = [object.type, qualifiedName(object)]
    const clusters = printable(nameClusters(object.clusters, fleet)) || '-'
    const { source = {}, rest = 0 } = object
    if (!withFields) return [[type, name, clusters, formatSourceLine(source)]]
    const shown = fields.map((field) => [
      type,
      name,
      printable(field.pointer),
      formatFoundValue(field),
      clusters,
      formatSourceLine(field.file === undefined ? source : field),
    ])
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

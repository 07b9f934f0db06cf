import { stringifyJson } from '../../../json/stringify.ts'
import type { Json } from '../../../model/json.ts'
import { count } from '../../../text/count.ts'
import { groupBy } from '../../../text/group-by.ts'
import { listSome } from '../../../text/list-some.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import { quote } from '../../../text/quote.ts'
import type { Allowance } from '../allowance.ts'
import { markup, type Markup } from '../markup.ts'
import { letterOf, type MatrixObject } from '../matrix/matrix.ts'
import { columnTitles } from '../table.ts'
import { differingFields, type DifferingField, type VariantValue } from './differing-fields.ts'

/** So many variants of an object are compared; more are counted. */
export const mostCompared = 4

/**
 * The fields in which the variants of some objects of one row differ, those that differ alike as one table; of how many
 * objects there is no room for a table.
 */
export function fieldTables(objects: readonly MatrixObject[], fits: Allowance): Markup {
  const compared = objects.map((object) => ({
    object,
    fields: differingFields(object.variants.slice(0, mostCompared).map((each) => each.object)),
  }))
  const alike = groupBy(compared, ({ fields }) =>
    JSON.stringify(fields.map(({ field, values }) => [field, values.slice(1).map(textOf)])),
  )
  const groups = [...alike.values()].map((group) => ({ group, table: fieldTable(group, objects.length) }))
  const shown = groups.filter(({ table }) => fits(table))
  const more = objects.length - shown.reduce((sum, { group }) => sum + group.length, 0)
  return markup`${shown.map(({ table }) => table)}${more > 0 && markup`<p>${count(more, 'more object')} ${more === 1 ? 'differs' : 'differ'} in fields that are not on this page; <code>fedrender find --field POINTER</code> shows their values.</p>`}`
}

interface Compared {
  readonly object: MatrixObject
  readonly fields: readonly DifferingField[]
}

/** So many objects are named above a table; each of them is listed in its row. */
const mostNamed = 3

function fieldTable(group: readonly Compared[], all: number): Markup {
  const [first] = group
  if (first === undefined) return markup``
  const { variants } = first.object
  const names = group.map(({ object }) => `${object.kind} ${qualifiedName(object)}`)
  const letters = variants.slice(0, mostCompared).map((_, index) => letterOf(index))
  const more = variants.length - letters.length
  return markup`${all > 1 && markup`<p>${listSome(names, mostNamed)}</p>`}<table class="fields"><thead><tr>${columnTitles(['Field', ...letters])}</tr></thead>
<tbody>${first.fields.map((each, index) => fieldRow(each, group, index))}</tbody></table>
${more > 0 && markup`<p>${count(more, 'more variant')}, whose values <code>fedrender find --field POINTER</code> shows.</p>`}`
}

function fieldRow({ field, values }: DifferingField, group: readonly Compared[], index: number): Markup {
  const [ofA, ...others] = values
  const isAlike = new Set(group.map(({ fields }) => textOf(fields[index]?.values[0]))).size === 1
  return markup`<tr><th scope="row"><code>${field}</code></th><td>${isAlike ? valueOf(ofA) : markup`<i>each its own</i>`}</td>${others.map(
    (each) => markup`<td>${valueOf(each)}</td>`,
  )}</tr>`
}

const words = {
  'as-a': 'as A',
  absent: 'absent',
  masked: 'differs (masked)',
  elsewhere: 'in another row',
} as const

function valueOf(value: VariantValue | undefined): Markup {
  if (value === undefined) return markup``
  return typeof value === 'string'
    ? markup`<i>${words[value]}</i>`
    : markup`<code>${shownValue(value.value)}</code>`
}

function textOf(value: VariantValue | undefined): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : stringifyJson(value.value)
}

const longestValue = 120

function shownValue(value: Json): string {
  const text = typeof value === 'string' ? quote(value) : stringifyJson(value)
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}

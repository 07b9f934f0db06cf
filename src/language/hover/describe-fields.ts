import type { Cluster } from '../../model/cluster.ts'
import { codeSpan } from '../../views/fleet-diff/format/markdown-text.ts'
import type { FoldedField, FoldedFields } from './fold-fields.ts'
import { describeClusters, firstLines } from './markdown.ts'

const mostFields = 8
const mostValues = 10

/**
 * Fields as Markdown: what one field is in each cluster; of several, those that are not the same in all clusters. Every text of
 * the sources is in a span of code.
 */
export function describeFields(
  { fields, isCut }: FoldedFields,
  fleet: readonly Cluster[],
): readonly string[] {
  const [only, ...others] = fields
  const cut = isCut ? ['- … there is more than is looked at'] : []
  if (only !== undefined && others.length === 0) return [...describeField(only, fleet), ...cut]
  const differing = fields.filter(({ values }) => values.length > 1)
  const same = fields.length - differing.length
  const lines = differing.map((each) => describeField(each, fleet).join('\n'))
  const rest =
    same === 0 ? [] : [`${same} ${same === 1 ? 'field is' : 'fields are'} the same wherever the object is.`]
  return [...firstLines(lines, mostFields), ...rest, ...cut]
}

function describeField({ pointer, values }: FoldedField, fleet: readonly Cluster[]): readonly string[] {
  const lines = values.map(({ value, why, clusters }) => {
    const shown = value === undefined ? '—' : codeSpan(value)
    return `- ${shown} in ${describeClusters(clusters, fleet)}: ${codeSpan(why)}`
  })
  return [codeSpan(pointer), '', ...firstLines(lines, mostValues)]
}

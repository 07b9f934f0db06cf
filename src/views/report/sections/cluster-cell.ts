import { count } from '../../../text/count.ts'
import { markup, type Markup } from '../markup.ts'
import type { DescribeClusters } from './describe-clusters.ts'

/** Some clusters in a cell: how many they are and their shortest description, every name folded below it. */
export function clusterCell(describe: DescribeClusters, names: readonly string[]): Markup {
  const all = names.join(', ')
  const short = describe(names)
  if (short === all) return markup`${all}`
  return markup`<details><summary>${short.startsWith('all ') ? short : `${count(names.length, 'cluster')}: ${short}`}</summary>${all}</details>`
}

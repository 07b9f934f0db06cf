import type { FleetChange } from '../../../model/fleet-diff.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import type { DescribeClusters } from './describe-clusters.ts'

/** What a change concerns, in one line: the object and its clusters. */
export function changeTitle({ object, clusters }: FleetChange, describe: DescribeClusters): string {
  const name = `${object.kind} ${qualifiedName(object)}`
  return clusters.length === 0 ? name : `${name} in ${describe(clusters)}`
}

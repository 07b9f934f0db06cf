import type { ClusterRename } from '../../../model/fleet-diff.ts'
import { count } from '../../../text/count.ts'

/** A rename in one line: `cluster a is called b now (12 objects, all the same)`. Raw text: escape it where it is printed. */
export function renameTitle({ from, to, objects }: ClusterRename): string {
  return `cluster ${from} is called ${to} now (${count(objects, 'object')}, the same as before)`
}

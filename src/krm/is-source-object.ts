import { currentGroup } from '../kubefed/groups.ts'
import { groupOf } from '../kubernetes/group-version-kind.ts'
import type { JsonObject } from '../model/json.ts'

/**
 * Whether an object is of an API of KubeFed's or of fedrender's own, and so none that a member cluster needs; not a record of
 * what agents have not deleted yet, which is a part of the output.
 */
export function isSourceObject({ apiVersion, kind }: JsonObject): boolean {
  if (kind === 'PendingDeletions') return false
  const group = currentGroup(groupOf(String(apiVersion)))
  return group === 'fedrender.dev' || group.endsWith('.kubefed.io')
}

import { currentGroup } from '../kubefed/groups.ts'
import { groupOf } from '../kubernetes/group-version-kind.ts'
import type { JsonObject } from '../model/json.ts'

/** Whether an object is of an API of KubeFed's or of fedrender's own, and so none that a member cluster needs. */
export function isSourceObject({ apiVersion }: JsonObject): boolean {
  const group = currentGroup(groupOf(String(apiVersion)))
  return group === 'fedrender.dev' || group.endsWith('.kubefed.io')
}

import { isKeptByAgents } from '../../../../agents/keep-annotations.ts'
import { orphanAnnotation } from '../../../../kubefed/managed-label.ts'
import { isObject } from '../../../../json/own.ts'
import { atPointer } from '../../../../json/at-pointer.ts'
import type { FleetObject } from '../../../../model/fleet.ts'
import { describe, isDeletion } from '../deletion.ts'
import type { RiskRule } from '../risk-rule.ts'

/** An object is removed from clusters in the same change that asks to keep it. */
export const orphanedAndDeleted: RiskRule = {
  name: 'orphaned-and-deleted',
  level: 'critical',
  about:
    '`kubefed.io/orphan` is added in the same change as a deletion, so agents have not applied it yet and delete the object.',
  citation: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources',
  find: (change, context) => {
    const head = context.headObjects.get(change.object.path)
    if (!isDeletion(change, context) || head === undefined || !isOrphaned(head)) return []
    return [
      {
        reason: `${describe(change.object)} is to be orphaned and is deleted in one change, before an agent can read from the live object that it must be kept.`,
        field: '/metadata/annotations',
      },
    ]
  },
}

/** Decided by its federated object, which may be placed nowhere any more, or by the rendered object. */
function isOrphaned({ plan, variants }: FleetObject): boolean {
  const manifest = plan?.federatedObject.manifest
  if (manifest === undefined) return variants.some(({ object }) => isKeptByAgents(object))
  const annotations = atPointer(manifest.value, '/metadata/annotations')
  return isObject(annotations) && annotations[orphanAnnotation] === 'true'
}

import { wordsOf } from '../../../../diagnostics/catalog/kubernetes.ts'
import { atPointer } from '../../../../json/at-pointer.ts'
import { equalJson } from '../../../../json/equal.ts'
import type { RefusedUpdate } from '../../../../model/judged-updates.ts'
import { changeOfField, updateOf, type Update } from '../changed-field.ts'
import { describe } from '../deletion.ts'
import { refusedOf } from '../judged-change.ts'
import type { RiskRule } from '../risk-rule.ts'

/** What Kubernetes' own code refuses of a change, where it was asked. */
export const updateRefused: RiskRule = {
  name: 'update-refused',
  level: 'high',
  about:
    "Kubernetes' own code, in the version of a cluster, refuses the change: where it was asked (`checks.kubernetes: server`), it decides in place of the rules for immutable fields.",
  citation: 'k8s.io/apiserver pkg/registry/rest, BeforeUpdate',
  find: (change, context) => {
    const update = updateOf(change)
    if (!update) return []
    return refusedOf(change, context).flatMap((refused) => {
      const changed = changeOfField(change, refused.pointer)
      if (!changed && isOfAnotherChange(update, refused)) return []
      const reason = `${refused.servers} will refuse this change of ${describe(change.object)}: ${wordsOf(refused)}.`
      return [{ reason, ...(changed && { field: changed.field }) }]
    })
  },
}

/** Whether the field differs and this change has nothing of it: an object that changes differently in some clusters has several. */
function isOfAnotherChange({ base, head }: Update, { pointer }: RefusedUpdate): boolean {
  return !equalJson(atPointer(base, pointer) ?? null, atPointer(head, pointer) ?? null)
}

import { atPointer } from '../../../../json/at-pointer.ts'
import { equalJson } from '../../../../json/equal.ts'
import { podTemplateWithDefaults } from '../../../../kubernetes/defaults/pod-defaults.ts'
import { changeOfField, updateOf } from '../changed-field.ts'
import { describe } from '../deletion.ts'
import type { RiskRule } from '../risk-rule.ts'

const rollingKinds = new Set(['Deployment.apps', 'StatefulSet.apps', 'DaemonSet.apps'])
const template = '/spec/template'

/** A pod template changes, so that its controller replaces all Pods. */
export const podsRestarted: RiskRule = {
  name: 'pods-restarted',
  level: 'high',
  about: 'The pod template of a Deployment, StatefulSet or DaemonSet changes, which restarts its Pods.',
  citation: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#updating-a-deployment',
  find: (change) => {
    const update = updateOf(change)
    const changed = changeOfField(change, template)
    if (update === undefined || changed === undefined || !rollingKinds.has(update.groupKind)) return []
    const [base, head] = [update.base, update.head].map((each) =>
      podTemplateWithDefaults(atPointer(each, template) ?? null),
    )
    if (equalJson(base ?? null, head ?? null)) return []
    return [
      {
        reason: `The Pods of ${describe(change.object)} are restarted, because its template changes.`,
        field: changed.field,
      },
    ]
  },
}

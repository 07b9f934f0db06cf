import { atPointer } from '../../../../json/at-pointer.ts'
import { childPointer } from '../../../../json/pointer.ts'
import { managedLabel } from '../../../../kubefed/managed-label.ts'
import { changeOfField, updateOf } from '../changed-field.ts'
import { describe } from '../deletion.ts'
import type { RiskRule } from '../risk-rule.ts'

const label = childPointer('/metadata/labels', managedLabel)

/**
 * The label of an object asks KubeFed to leave it alone (KubeFed: pkg/controller/util/managedlabel.go,
 * IsExplicitlyUnmanaged).
 */
export const optedOut: RiskRule = {
  name: 'opted-out',
  level: 'high',
  about: 'The live object has the label `kubefed.io/managed: "false"`, so KubeFed leaves it alone.',
  find: (change) => {
    const update = updateOf(change)
    const changed = changeOfField(change, label)
    if (update === undefined || changed === undefined || atPointer(update.base, label) !== 'false') return []
    return [
      {
        reason: `${describe(change.object)} is an object that KubeFed leaves alone, because its label ${managedLabel} is "false"; applying takes it over.`,
        field: changed.field,
      },
    ]
  },
}

import type { Json } from '../../../../model/json.ts'
import { changeOfField, updateOf, valuesAt } from '../changed-field.ts'
import { describe } from '../deletion.ts'
import type { RiskRule } from '../risk-rule.ts'

const pointer = '/metadata/labels/pod-security.kubernetes.io~1enforce'

/** The levels, the strictest last; a Namespace without the label has the first, where the cluster has no other default. */
const levels = ['privileged', 'baseline', 'restricted'] as const

/** A Namespace refused some Pods, and is to take more of them. */
export const podSecurityLowered: RiskRule = {
  name: 'pod-security-lowered',
  level: 'high',
  about: 'The label `pod-security.kubernetes.io/enforce` of a Namespace is removed, or has a lower level.',
  citation: 'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
  find: (change) => {
    const update = updateOf(change)
    if (update?.groupKind !== 'Namespace' || !changeOfField(change, pointer)) return []
    const [before, after] = valuesAt(update, pointer)
    if (levelOf(after) >= levelOf(before)) return []
    const reason = `${describe(change.object)} enforces ${named(after)} of Pod Security, and enforced ${named(before)}.`
    return [{ reason, field: pointer }]
  },
}

/** What is no level counts as the strictest (k8s.io/pod-security-admission: api/helpers.go, ParseLevel). */
function levelOf(label: Json | undefined): number {
  if (label === undefined) return 0
  const index = levels.findIndex((level) => level === label)
  return index < 0 ? levels.length - 1 : index
}

function named(label: Json | undefined): string {
  return label === undefined ? 'no level' : `"${String(label)}"`
}

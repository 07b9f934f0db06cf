import { agents } from '../../agents/agents.ts'
import { pointerSegments } from '../../json/pointer.ts'
import type { FieldChange } from '../../model/fleet-diff.ts'

/**
 * Why fedrender gives an object annotations that come or change, a clause for each: the agents ask for them, and no line of the
 * sources has them.
 */
export function agentReasons(fields: readonly FieldChange[]): readonly string[] {
  const reasons = fields.flatMap(({ headPointer = '' }) => {
    const [top, map, annotation = '', beyond] = pointerSegments(headPointer)
    if (top !== 'metadata' || map !== 'annotations' || beyond !== undefined) return []
    return agents.flatMap((agent) => agent.reasonOf(annotation) ?? [])
  })
  return [...new Set(reasons)]
}

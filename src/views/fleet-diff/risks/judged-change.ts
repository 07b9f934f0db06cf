import { planIn } from '../../../model/fleet.ts'
import type { JudgedUpdate, RefusedUpdate } from '../../../model/judged-updates.ts'
import type { ComparedChange } from '../compare-fleets.ts'
import type { RiskContext } from './risk-context.ts'

/** What a judged change is looked up in. */
type UpdateContext = Pick<RiskContext, 'headObjects' | 'updates'>

/** Whether update strategies judged a change in every cluster that it concerns: then nothing else says what is refused of it. */
export function isJudged(change: ComparedChange, context: UpdateContext): boolean {
  const { clusters } = change
  return clusters.length > 0 && clusters.every((each) => judgedIn(change, each, context)?.clusters.has(each))
}

/** What the update strategies refuse of a change, in any of its clusters, each once. */
export function refusedOf(change: ComparedChange, context: UpdateContext): readonly RefusedUpdate[] {
  if (context.updates.size === 0) return []
  const refused = change.clusters.flatMap((cluster) =>
    (judgedIn(change, cluster, context)?.refused ?? []).filter(({ clusters }) => clusters.has(cluster)),
  )
  return [...new Set(refused)]
}

function judgedIn(
  { object }: ComparedChange,
  cluster: string,
  { headObjects, updates }: UpdateContext,
): JudgedUpdate | undefined {
  const head = updates.size === 0 ? undefined : headObjects.get(object.path)
  const plan = head && planIn(head, cluster)
  return plan && updates.get(plan)
}

import type { Diagnostic, Report } from '../../../diagnostics/diagnostic.ts'
import { noMemo, type Memo } from '../../../memo/memo.ts'
import type { RenderConfig } from '../../../model/render-config.ts'
import type { RenderPlan } from '../../../model/render-plan.ts'
import { checkAutoscalers } from './check-autoscalers.ts'
import { checkDisruptionBudgets } from './check-disruption-budgets.ts'
import { checkReferences } from './check-references.ts'
import { checkServiceExports } from './check-service-exports.ts'
import { indexFleet } from './fleet-index.ts'
import { objectNeeds } from './object-needs.ts'

/**
 * Checks what the objects of each cluster need of each other, by the plan alone: what an object by itself needs is known again
 * by the memo, and what concerns several is decided anew. Reports what `objectNeeds`, `checkReferences`, `checkAutoscalers`,
 * `checkServiceExports` and `checkDisruptionBudgets` do.
 */
export function checkFleet(
  plan: RenderPlan,
  config: RenderConfig,
  { remember }: Pick<Memo, 'remember'> = noMemo,
): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  const report: Report = (each) => diagnostics.push(each)
  const users = plan.objects.map((object) => {
    const { needs, found } = remember('needs', object, {}, () => objectNeeds(object))
    for (const each of found) report(each)
    return { plan: object, needs }
  })
  const fleet = indexFleet(plan, config)
  checkReferences(users, fleet, report)
  checkAutoscalers(fleet, config.delivery, report)
  checkServiceExports(fleet, report)
  checkDisruptionBudgets(fleet, report)
  return diagnostics
}

import type { DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { CompileResult } from '../../render.ts'
import { planWithout } from '../../stages/plan/what-if/plan-without.ts'
import { lossDriller } from '../../views/drill/drill-loss.ts'
import type { Drill } from '../../views/drill/drill.ts'
import type { ObjectFilter } from '../../views/object-filter.ts'
import { chooseLosses, type LossOptions } from './choose-losses.ts'

/**
 * What becomes of a compiled fleet where clusters are lost: of each loss, placement, division and DNS are planned again without
 * them. Reports what `chooseLosses` does, and then has no loss.
 */
export function drillFleet(
  { planned: plan, scheduling }: Pick<CompileResult, 'planned' | 'scheduling'>,
  { dns }: Pick<RenderConfig, 'dns'>,
  { filter, ...options }: LossOptions & { readonly filter: ObjectFilter },
): DiagnosticResult<Drill> {
  const [{ losses, spared }, diagnostics] = chooseLosses(plan.federation.clusters, options)
  const drill = lossDriller(plan, { filter, externalDNS: dns.cluster })
  const drilled = losses.map(({ name, clusters }) =>
    drill(name, planWithout(plan, clusters, { dns, scheduling })),
  )
  return [{ losses: drilled, spared }, diagnostics]
}

import type { Report } from '../../diagnostics/diagnostic.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { ObjectPlan } from '../../model/render-plan.ts'
import { fieldOrigins } from '../plan/field-origins.ts'
import { reportTemplateFault } from './check-template.ts'
import { faultPlaces } from './fault-places.ts'
import type { ApiServer, Judge } from './judge.ts'

/**
 * Reports `template-unknown-field` and `template-invalid-value` of what overrides bring in, each override once; what the
 * template has is reported by `checkTemplate`.
 */
export function checkOverridden(
  plan: ObjectPlan,
  config: RenderConfig,
  judge: Judge,
  server: ApiServer | undefined,
  report: Report,
): void {
  if (server === undefined) return
  const { manifest, type } = plan.federatedObject
  const { kind } = type.targetType
  const reported = new Set<string>()
  for (const { object, clusters } of plan.variants) {
    const [cluster] = clusters
    if (cluster === undefined || (plan.overrides.get(cluster) ?? []).length === 0) continue
    const faults = judge(object, server)
    if (faults.length === 0) continue
    const placeOf = faultPlaces(fieldOrigins(plan, cluster, config), manifest)
    for (const fault of faults) {
      const at = placeOf(fault)
      const isOwn = at.manifest === manifest && at.pointer.startsWith('/spec/overrides/')
      const isRuled = at.manifest.value['kind'] === 'ClusterOverride'
      const place = `${isRuled ? at.manifest.start : ''}${at.pointer}`
      if (!(isOwn || isRuled) || reported.has(place)) continue
      reported.add(place)
      reportTemplateFault(fault, kind, { at, subject: manifest }, report)
    }
  }
}

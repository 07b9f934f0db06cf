import type { Diagnostic, DiagnosticResult, Report } from '../../diagnostics/diagnostic.ts'
import type { FederatedObject, Federation } from '../../model/federation.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { ObjectPlan, RenderPlan } from '../../model/render-plan.ts'
import { noMemo, type Memo } from '../../memo/memo.ts'
import { isRecordEnabled } from '../../kubefed/is-record-enabled.ts'
import { checkResourceDefinitions } from './check-resource-definitions.ts'
import { planFederationDNS } from './dns/plan-federation-dns.ts'
import { onceInRules } from './overrides/once-in-rules.ts'
import { overrideLayers } from './overrides/override-layers.ts'
import { reportIdleRules } from './overrides/report-idle-rules.ts'
import { planObject, type PlanContext } from './plan-object.ts'
import type { SchedulingState } from './scheduling/schedule-object.ts'
import { reportDisabledTypes } from './report-disabled-types.ts'

/**
 * Decides what every cluster gets, and why: for each federated object its replicas, its placement, and one variant for
 * each distinct object. An object of which nothing has changed that its plan was made from has the plan that the memo knows;
 * what concerns several objects is decided anew.
 *
 * @param divisions those that count in place of the preferences' own, by object. Default: none do
 */
export function plan(
  federation: Federation,
  config: RenderConfig,
  scheduling: SchedulingState,
  { remember, keep }: Pick<Memo, 'remember' | 'keep'> = noMemo,
  divisions?: PlanContext['divisions'],
): DiagnosticResult<RenderPlan> {
  const diagnostics: Diagnostic[] = []
  const report: Report = (each) => diagnostics.push(each)
  reportDisabledTypes(federation, report)
  const layers = overrideLayers(
    federation,
    (manifest, value) => keep('override layer', manifest, value),
    report,
  )
  const context: PlanContext = { federation, config, scheduling, layers, ...(divisions && { divisions }) }
  const reportOfObject = onceInRules([...layers.values()].flat(), report, (each) => !concernsTarget(each))
  const objects = federation.federatedObjects.map((each) => {
    const [plan, found] = remember('plan', each, context, (view) => planAlone(each, view))
    for (const diagnostic of found) reportOfObject(diagnostic)
    return plan
  })
  reportIdleRules(federation, objects, layers, report)
  checkResourceDefinitions(objects, report)
  const records = federation.dnsRecords.filter((each) => isRecordEnabled(each, federation.controlPlane))
  const [dns, naming] = planFederationDNS(federation, objects, records, config.dns)
  return [{ federation, objects, dns }, [...diagnostics, ...naming]]
}

/** Whether an error at a rule is one of the target alone, which is then held. */
function concernsTarget({ severity, subject, at }: Diagnostic): boolean {
  return severity === 'error' && !(at && 'manifest' in at && at.manifest === subject)
}

function planAlone(object: FederatedObject, context: PlanContext): DiagnosticResult<ObjectPlan> {
  const found: Diagnostic[] = []
  const plan = planObject(object, context, (each) => found.push(each))
  return [plan, found]
}

import type { Diagnostic, DiagnosticResult, Report } from '../../diagnostics/diagnostic.ts'
import type { FederatedObject, Federation } from '../../model/federation.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { ObjectPlan, RenderPlan } from '../../model/render-plan.ts'
import { noMemo, type Memo } from '../../memo/memo.ts'
import { isRecordEnabled } from '../../kubefed/is-record-enabled.ts'
import { checkResourceDefinitions } from './check-resource-definitions.ts'
import { planFederationDNS } from './dns/plan-federation-dns.ts'
import { planObject } from './plan-object.ts'
import type { SchedulingState } from './scheduling/schedule-object.ts'
import { reportDisabledTypes } from './report-disabled-types.ts'

/**
 * Decides what every cluster gets, and why: for each federated object its replicas, its placement, and one variant for
 * each distinct object. An object of which nothing has changed that its plan was made from has the plan that the memo knows;
 * what concerns several objects is decided anew.
 */
export function plan(
  federation: Federation,
  config: RenderConfig,
  scheduling: SchedulingState,
  { remember }: Pick<Memo, 'remember'> = noMemo,
): DiagnosticResult<RenderPlan> {
  const diagnostics: Diagnostic[] = []
  const report: Report = (each) => diagnostics.push(each)
  reportDisabledTypes(federation, report)
  const context = { federation, config, scheduling }
  const objects = federation.federatedObjects.map((each) => {
    const [plan, found] = remember('plan', each, context, (view) => planAlone(each, view))
    for (const diagnostic of found) report(diagnostic)
    return plan
  })
  checkResourceDefinitions(objects, report)
  const records = federation.dnsRecords.filter((each) => isRecordEnabled(each, federation.controlPlane))
  const [dns, naming] = planFederationDNS(federation, objects, records, config.dns)
  return [{ federation, objects, dns }, [...diagnostics, ...naming]]
}

/** All that an object's plan is made from, beside itself. */
interface PlanContext {
  readonly federation: Federation
  readonly config: RenderConfig
  readonly scheduling: SchedulingState
}

function planAlone(
  object: FederatedObject,
  { federation, config, scheduling }: PlanContext,
): DiagnosticResult<ObjectPlan> {
  const found: Diagnostic[] = []
  const plan = planObject(object, federation, config, scheduling, (each) => found.push(each))
  return [plan, found]
}

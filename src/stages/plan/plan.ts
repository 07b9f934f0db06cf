import type { Diagnostic, DiagnosticResult, Report } from '../../diagnostics/diagnostic.ts'
import type { Federation } from '../../model/federation.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { RenderPlan } from '../../model/render-plan.ts'
import { isRecordEnabled } from '../../kubefed/is-record-enabled.ts'
import { checkResourceDefinitions } from './check-resource-definitions.ts'
import { planFederationDNS } from './dns/plan-federation-dns.ts'
import { planObject } from './plan-object.ts'
import type { SchedulingState } from './scheduling/schedule-object.ts'
import { reportDisabledTypes } from './report-disabled-types.ts'

/**
 * Decides what every cluster gets, and why: for each federated object its replicas, its placement, and one variant for
 * each distinct object.
 */
export function plan(
  federation: Federation,
  config: RenderConfig,
  scheduling: SchedulingState,
): DiagnosticResult<RenderPlan> {
  const diagnostics: Diagnostic[] = []
  const report: Report = (each) => diagnostics.push(each)
  reportDisabledTypes(federation, report)
  const objects = federation.federatedObjects.map((each) =>
    planObject(each, federation, config, scheduling, report),
  )
  checkResourceDefinitions(objects, report)
  const records = federation.dnsRecords.filter((each) => isRecordEnabled(each, federation.controlPlane))
  const [dns, naming] = planFederationDNS(federation, objects, records, config.dns)
  return [{ federation, objects, dns }, [...diagnostics, ...naming]]
}

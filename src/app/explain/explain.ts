import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { pointersTo } from '../../json/pointer.ts'
import type { DNSRecord } from '../../model/dns-record.ts'
import type { HeldRule } from '../../model/file-tree.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { ObjectPlan, RenderPlan } from '../../model/render-plan.ts'
import { inCluster, targetPath } from '../../output/layout.ts'
import type { CompileResult } from '../../render.ts'
import { dnsEndpointType, recordPath } from '../../stages/emit/dns-endpoints.ts'
import { nearest } from '../../text/nearest.ts'
import { explainDNS } from '../../views/explain/explain-dns.ts'
import { explainObject } from '../../views/explain/explain-object.ts'
import type { Explanation } from '../../views/explain/explanation.ts'
import { findTarget, type TargetName } from '../../views/explain/find-target.ts'
import type { ExplainInputs } from '../../views/explain/kept-out-by.ts'
import { originsInWaves } from '../waves/origins-in-waves.ts'
import { reportUnknownCluster } from '../../views/report-unknown-cluster.ts'

/** What is to be explained. */
export interface Question extends TargetName {
  readonly cluster: string
  /** `''` is the whole object. */
  readonly pointer: string
  /** At most so many of its fields, and so many that it lacks. Default: all. */
  readonly most?: number | undefined
}

/**
 * Why an object is in a cluster or not, and where its fields come from. Reports `cluster-not-found`, what `findTarget`
 * reports, `field-not-found` and `record-has-no-fields`, and then gives no explanation.
 */
export function explain(
  question: Question,
  result: CompileResult,
  config: RenderConfig,
): DiagnosticResult<Explanation | undefined> {
  const { plan } = result
  const target = findTarget(plan, question)
  if (target.record) return explainRecord(target.record, question, result, config)
  const cluster = plan.federation.clusters.find((each) => each.name === question.cluster)
  const problems = [
    ...(cluster ? [] : [reportUnknownCluster(question.cluster, plan.federation.clusters)]),
    ...(target.object ? [] : [target.problem]),
  ]
  if (cluster === undefined || target.object === undefined) return [undefined, problems]
  const { object } = target
  const path = targetPath(object.federatedObject)
  const { pointer, most } = question
  const ofCommit = planOfCommit(result, object)
  const explanation = explainObject({
    ...inputsOf(result, path),
    plan: ofCommit,
    object,
    cluster: ofCommit.federation.clusters.find((each) => each.name === cluster.name) ?? cluster,
    pointer,
    most,
    path: inCluster(cluster.name, path),
    originsOf: originsInWaves(result, config),
  })
  const isMissing =
    object.variants.some(({ clusters }) => clusters.includes(cluster.name)) &&
    isEmpty(explanation.fields) &&
    isEmpty(explanation.omitted)
  if (!isMissing) return [explanation, []]
  const known = Array.from(originsInWaves(result, config)(object, cluster.name).fields, ([each]) =>
    pointersTo(each).slice(0, -1),
  ).flat()
  return [undefined, [createDiagnostic('field-not-found', { pointer, nearest: nearest(pointer, known) })]]
}

function isEmpty(items: Iterable<unknown>): boolean {
  for (const _ of items) return false
  return true
}

/** The plan by which a wave's part of an object was made. */
function planOfCommit({ plan, held }: CompileResult, { part }: ObjectPlan): RenderPlan {
  const found = held.find((each) => each.held.commit === part?.held?.commit)
  return found && plan.waves ? { ...found.plan, waves: plan.waves } : plan
}

function explainRecord(
  record: DNSRecord,
  { cluster, pointer }: Question,
  result: CompileResult,
  { dns }: RenderConfig,
): DiagnosticResult<Explanation | undefined> {
  if (pointer !== '') return [undefined, [createDiagnostic('record-has-no-fields', {})]]
  const home = dns.cluster ?? 'dns'
  const { clusters } = result.plan.federation
  if (cluster !== home && !clusters.some((each) => each.name === cluster)) {
    return [undefined, [reportUnknownCluster(cluster, [...clusters, { name: home }])]]
  }
  const path = recordPath(record, dns)
  const type = dnsEndpointType(dns)
  return [explainDNS({ ...inputsOf(result, path), record, cluster, home, type, path }), []]
}

function inputsOf({ plan, fleet, resources, diagnostics }: CompileResult, path: string): ExplainInputs {
  const isHeld = fleet?.held.some((each) => each.reason === 'object-in-error' && isWholly(each, path))
  return {
    plan,
    diagnostics,
    kubeFedConfig: resources.controlPlanes[0]?.manifest,
    inError: fleet === undefined ? 'all' : isHeld === true ? 'object' : undefined,
  }
}

/** Whether a rule holds an object in every cluster. */
function isWholly({ file, clusterDirectory }: HeldRule, path: string): boolean {
  return file === path && clusterDirectory === undefined
}

import type { DNSRecord } from '../../model/dns-record.ts'
import type { HeldRule } from '../../model/file-tree.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import { targetPath, inCluster } from '../../output/layout.ts'
import type { CompileResult } from '../../render.ts'
import { recordPath, dnsEndpointType } from '../../stages/emit/dns-endpoints.ts'
import { fieldOrigins } from '../../stages/plan/field-origins.ts'
import { quote } from '../../text/quote.ts'
import { describeUnknownCluster } from '../../views/describe-unknown-cluster.ts'
import { explainDNS } from '../../views/explain/explain-dns.ts'
import { explainObject } from '../../views/explain/explain-object.ts'
import type { Explanation } from '../../views/explain/explanation.ts'
import { findTarget, type TargetName } from '../../views/explain/find-target.ts'
import type { ExplainInputs } from '../../views/explain/kept-out-by.ts'

/** What is to be explained. */
export interface Question extends TargetName {
  readonly cluster: string
  /** `''` is the whole object. */
  readonly pointer: string
}

/**
 * Why an object is in a cluster or not, and where its fields come from; or a sentence with the reason why there is no
 * explanation.
 */
export function explain(
  question: Question,
  result: CompileResult,
  config: RenderConfig,
): Explanation | string {
  const { plan } = result
  const target = findTarget(plan, question)
  if (target.record) return explainRecord(target.record, question, result, config)
  const cluster = plan.federation.clusters.find((each) => each.name === question.cluster)
  const problems = [
    ...(cluster ? [] : [describeUnknownCluster(question.cluster, plan.federation.clusters)]),
    ...(target.object ? [] : [target.problem]),
  ]
  if (cluster === undefined || target.object === undefined) return problems.join('\n')
  const { object } = target
  const path = targetPath(object.federatedObject)
  const explanation = explainObject({
    ...inputsOf(result, path),
    object,
    cluster,
    pointer: question.pointer,
    path: inCluster(cluster.name, path),
    originsOf: (each, name) => fieldOrigins(each, name, config),
  })
  const isMissing =
    object.variants.some(({ clusters }) => clusters.includes(cluster.name)) &&
    explanation.fields.length + explanation.omitted.length === 0
  return isMissing ? `The object has nothing at ${quote(question.pointer)}.` : explanation
}

function explainRecord(
  record: DNSRecord,
  { cluster, pointer }: Question,
  result: CompileResult,
  { dns }: RenderConfig,
): Explanation | string {
  if (pointer !== '') return 'A DNSEndpoint is explained as a whole; leave the pointer out.'
  const home = dns.cluster ?? 'dns'
  const { clusters } = result.plan.federation
  if (cluster !== home && !clusters.some((each) => each.name === cluster)) {
    return describeUnknownCluster(cluster, [...clusters, { name: home }])
  }
  const path = recordPath(record, dns)
  return explainDNS({ ...inputsOf(result, path), record, cluster, home, type: dnsEndpointType(dns), path })
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

import type { Json } from '../../../src/model/json.ts'
import { stringifyExactJson } from '../../helpers/stringify-exact-json.ts'
import type { KubernetesObject } from './api-client.ts'
import type { Finding } from './sources.ts'

/** What reasons may look at beside the difference itself; all of it is of one federated object. */
export interface Circumstances {
  /** The federated object as it was applied. */
  readonly source: KubernetesObject | undefined
  /** The federated object as it was at last, with what KubeFed's scheduler wrote to it. */
  readonly federated: KubernetesObject | undefined
  /** What fedrender reports. */
  readonly findings: readonly Finding[]
  /** Why the API server of a member refuses what fedrender renders for it, by the name of the member. */
  readonly refusals: ReadonlyMap<string, string>
  /** The object of the member as it was at the end of the round before. */
  readonly previous: KubernetesObject | undefined
  /** What KubeFed plans of capacities below 0, by cluster, where there is such a capacity; only of a plan. */
  readonly belowZero?: Readonly<Record<string, number>> | undefined
}

/** A place at which KubeFed and fedrender have something else. */
export interface Difference extends Circumstances {
  readonly about: 'object' | 'status' | 'plan'
  /** `<namespace or _cluster>/<type>/<name>`. */
  readonly key: string
  /** Empty for what concerns all clusters. */
  readonly cluster: string
  /** Empty where one of them has nothing at all. */
  readonly pointer: string
  readonly kubefed: Json | undefined
  readonly fedrender: Json | undefined
}

/** A difference on one line, for the message of a failing test. */
export function formatDifference(difference: Difference): string {
  const { about, key, cluster, pointer, kubefed, fedrender, findings, refusals } = difference
  const refusal = refusals.get(cluster)
  const codes = findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)
  return [
    `${about} ${key} ${cluster} ${pointer}`,
    `  KubeFed: ${show(kubefed)}`,
    `  fedrender: ${show(fedrender)}`,
    ...(codes.length > 0 ? [`  fedrender reports: ${[...new Set(codes)].join(', ')}`] : []),
    ...(refusal === undefined ? [] : [`  the API server refuses: ${refusal}`]),
  ].join('\n')
}

function show(value: Json | undefined): string {
  if (value === undefined) return 'nothing'
  const text = stringifyExactJson(value)
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}

import type { Json } from '../../../src/model/json.ts'
import type { KubernetesObject } from './api-client.ts'
import type { Difference } from './difference.ts'
import { keyOf } from './federated-types.ts'
import { jsonDifferences } from './json-differences.ts'
import type { LiveState } from './settle.ts'
import { fedrenderJson, type Rendering } from './sources.ts'

/** A status as both give it: the condition, and the status of each cluster. */
type Status = { readonly condition?: Json; readonly clusters: { readonly [cluster: string]: string } }

interface RawStatus {
  readonly condition?: { readonly status: string; readonly reason?: string }
  readonly conditions?: readonly {
    readonly type: string
    readonly status: string
    readonly reason?: string
  }[]
  readonly clusters?: readonly { readonly name: string; readonly status?: string }[]
}

interface FedrenderStatus extends RawStatus {
  readonly kind: string
  readonly namespace?: string
  readonly name: string
}

/** The statuses that fedrender gives, by `<namespace or _cluster>/<type>/<name>`. */
export function readStatuses(directory: string): ReadonlyMap<string, Status> {
  const statuses = fedrenderJson(directory, 'status') as readonly FedrenderStatus[]
  return new Map(
    statuses.map((each) => {
      const key = keyOf({ apiVersion: '', kind: each.kind, metadata: metadataOf(each) })
      return [key, statusOf(each)]
    }),
  )
}

const metadataOf = ({ name, namespace }: FedrenderStatus): KubernetesObject['metadata'] => ({
  name,
  ...(namespace !== undefined && { namespace }),
})

function statusOf({ condition, conditions = [], clusters = [] }: RawStatus): Status {
  const found = condition ?? conditions.find(({ type }) => type === 'Propagation')
  return {
    ...(found && { condition: [found.status, found.reason ?? ''] }),
    clusters: Object.fromEntries(clusters.map(({ name, status = '' }) => [name, status])),
  }
}

/** What statuses are compared with, and what reasons may look at. */
export interface StatusComparison {
  readonly state: LiveState
  readonly statuses: ReadonlyMap<string, Status>
  readonly rendering: Rendering
  readonly sources: ReadonlyMap<string, KubernetesObject>
  readonly refusals: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/** Where the statuses that KubeFed wrote are others than fedrender gives. */
export function compareStatuses(comparison: StatusComparison): readonly Difference[] {
  const { state, statuses, rendering, sources, refusals } = comparison
  return [...state.federated].flatMap(([key, { status = {} }]) => {
    const left = statusOf(status as RawStatus) as Json
    const right = statuses.get(key) as Json | undefined
    return jsonDifferences(left, right).map(({ pointer, left: kubefed, right: fedrender }): Difference => ({
      about: 'status',
      key,
      cluster: pointer.startsWith('/clusters/') ? pointer.slice('/clusters/'.length) : '',
      pointer,
      kubefed,
      fedrender,
      source: sources.get(key),
      federated: state.federated.get(key),
      findings: rendering.findings.get(key) ?? [],
      refusals: refusals.get(key) ?? new Map(),
      previous: undefined,
    }))
  })
}

/** The clusters in which objects have a status of some kind, by the object. */
export function clustersWith(
  statuses: ReadonlyMap<string, Status>,
  isAsked: (status: string) => boolean,
): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    [...statuses].map(([key, { clusters }]) => [
      key,
      new Set(Object.entries(clusters).flatMap(([name, status]) => (isAsked(status) ? [name] : []))),
    ]),
  )
}

/** Whether KubeFed leaves the object as it is in a cluster with this status, since it cannot compute it. */
export const isFailure = (status: string): boolean =>
  status === 'ApplyOverridesFailed' || status === 'ComputeResourceFailed'

import { createDiagnostic, type DiagnosticResult } from '../../../diagnostics/diagnostic.ts'
import { isObject } from '../../../json/own.ts'
import type { FederatedObject, Federation } from '../../../model/federation.ts'
import type { CurrentReplicas, RenderConfig } from '../../../model/render-config.ts'
import { inCluster, targetPath } from '../../../output/layout.ts'
import { parse } from '../../parse/parse.ts'
import type { SchedulingState } from './schedule-object.ts'
import type { WhatIf } from './what-if.ts'

/** Where replica scheduling looks for what is not in the federation. */
export interface SchedulingSources {
  readonly config: Pick<RenderConfig, 'scheduling'>
  /** The text of a file of the last output, by its path in the output directory. Default: no last output is at hand. */
  readonly lastRendered?: (path: string) => string | undefined
  readonly whatIf?: Pick<WhatIf, 'capacity'>
}

/**
 * What replica scheduling knows besides the federation: the replicas of the last output, read only for objects that
 * have a preference. Reports `scheduling-without-previous` where these are to be the current ones and are not at hand.
 */
export function schedulingState(
  federation: Federation,
  { config, lastRendered, whatIf }: SchedulingSources,
): DiagnosticResult<SchedulingState> {
  const { preferences, observed } = federation
  const { division } = config.scheduling
  const current: CurrentReplicas = config.scheduling.current ?? (observed.size > 0 ? 'observed' : 'none')
  const assumedCapacity = whatIf?.capacity ?? new Map<string, number>()
  const needed = current === 'rendered' && preferences.size > 0
  const lastReplicas = new Map<FederatedObject, ReadonlyMap<string, number>>()
  if (lastRendered === undefined) {
    const missing = needed ? [createDiagnostic('scheduling-without-previous', {})] : []
    return [{ division, current, lastReplicas, assumedCapacity }, missing]
  }
  for (const object of preferences.keys()) {
    lastReplicas.set(object, replicasOf(object, federation, lastRendered))
  }
  return [{ division, current, lastReplicas, assumedCapacity }, []]
}

function replicasOf(
  object: FederatedObject,
  { clusters }: Federation,
  lastRendered: (path: string) => string | undefined,
): ReadonlyMap<string, number> {
  const replicas = new Map<string, number>()
  for (const { name } of clusters) {
    const path = inCluster(name, targetPath(object))
    const text = lastRendered(path)
    const [{ manifests }] = parse(text === undefined ? [] : [{ path, text }])
    const spec = manifests[0]?.value['spec']
    const count = isObject(spec) ? spec['replicas'] : undefined
    if (typeof count === 'number') replicas.set(name, count)
  }
  return replicas
}

import type { Override } from '../../../model/override.ts'

/** The overrides of one cluster beneath a schedule. Applied are `before`, the schedule's replicas if any, `after`. */
export interface ScheduledOverrides {
  readonly before: readonly Override[]
  readonly after: readonly Override[]
  /** The replicas override that the schedule displaces; of several, of ClusterOverrides and the object's own, the last. */
  readonly discarded?: Override
}

/** Where a schedule writes (KubeFed: pkg/schedulingtypes/plugin.go, replicasPath). */
export const replicasPath = '/spec/replicas'

/**
 * Which overrides of a cluster stay once its workload is scheduled (KubeFed: pkg/schedulingtypes/plugin.go,
 * updateOverridesMap): the schedule's count takes the place of a replicas override, else it comes last. For a cluster
 * outside the schedule a replicas override is discarded too, and nothing takes its place. Of the layers that ClusterOverrides
 * add each may have one.
 */
export function scheduledOverrides(overrides: readonly Override[]): ScheduledOverrides {
  const index = overrides.findIndex(({ path }) => path === replicasPath)
  const discarded = overrides.findLast(({ path }) => path === replicasPath)
  if (discarded === undefined) return { before: overrides, after: [] }
  const after = overrides.slice(index + 1).filter(({ path }) => path !== replicasPath)
  return { before: overrides.slice(0, index), after, discarded }
}

import type { Report } from '../../diagnostics/diagnostic.ts'
import { stringifyJson } from '../../json/stringify.ts'
import { compareText } from '../../text/compare-text.ts'
import type { FederatedObject } from '../../model/federation.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Override } from '../../model/override.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { ClusterFailure, IdleOperation, Variant } from '../../model/render-plan.ts'
import { finishObject, finishOptions, setsReplicas, type FinishOptions } from './finish-object.ts'
import { objectForCluster } from './object-for-cluster.ts'
import { findIdleOverrides } from './overrides/find-idle-overrides.ts'
import { overriddenObject, type Group } from './overrides/overridden-object.ts'
import { reportIdentity } from './report-identity.ts'
import { reportNulls } from './report-nulls.ts'
import { reportTemplateMisreadings } from './report-misreadings.ts'
import { reportTemplate } from './report-template.ts'

/** What the clusters of one federated object get. */
export interface VariantsResult {
  readonly variants: readonly Variant[]
  /** The clusters for which no object could be made, sorted. */
  readonly failures: readonly ClusterFailure[]
  /** The overrides of the variants that have no effect. */
  readonly idle: readonly IdleOperation[]
}

/**
 * The objects of the clusters in which a federated object is placed: clusters with equal effective overrides share one
 * variant, so that each distinct object is patched once. Reports what is wrong with the template, and each override
 * that fails or creates a field.
 */
export function buildVariants(
  federatedObject: FederatedObject,
  clusters: readonly string[],
  overridesOf: ReadonlyMap<string, readonly Override[]>,
  config: RenderConfig,
  report: Report,
): VariantsResult {
  if (clusters.length === 0) return { variants: [], failures: [], idle: [] }
  const template = objectForCluster(federatedObject, config)
  reportTemplate(federatedObject, template, report)
  reportIdentity(federatedObject, report)
  const isMisread = reportTemplateMisreadings(federatedObject, template.object, report)
  if (template.invalid.length > 0 || isMisread) {
    // KubeFed drops labels that are no mapping of strings, and all annotations of a template, sends what readers of files
    // take for another object, and goes on.
    const status = template.invalid.includes('metadata') ? 'ComputeResourceFailed' : ''
    return { variants: [], failures: allFailed(clusters, status), idle: [] }
  }
  reportNulls(federatedObject, template.object, report)
  const options = finishOptions(federatedObject, config)
  const variants: Variant[] = []
  const failures: ClusterFailure[] = []
  const idle: IdleOperation[] = []
  for (const sharing of groupByOverrides(clusters, overridesOf)) {
    const result = overriddenObject(federatedObject, template.object, sharing, overridesOf, report)
    if ('status' in result) {
      for (const each of allFailed(sharing, result.status)) failures.push(each)
    } else {
      variants.push({
        object: finishObject(result.object, overridesOf.get(sharing[0]) ?? [], options),
        clusters: sharing,
      })
      for (const each of idleOperations(template.object, sharing, overridesOf, options)) idle.push(each)
    }
  }
  failures.sort((left, right) => compareText(left.cluster, right.cluster))
  return { variants, failures, idle }
}

/** What has no effect of the overrides that clusters share. */
function idleOperations(
  template: JsonObject,
  sharing: Group,
  overridesOf: ReadonlyMap<string, readonly Override[]>,
  { omitReplicas }: FinishOptions,
): readonly IdleOperation[] {
  const overrides = overridesOf.get(sharing[0]) ?? []
  return findIdleOverrides(template, overrides).flatMap((found): readonly IdleOperation[] => {
    const own = sharing.flatMap((cluster) => overridesOf.get(cluster)?.[found.index] ?? [])
    const [first] = own
    // Where the cluster keeps its count, an override sets one by being there.
    if (first === undefined || (omitReplicas && setsReplicas(first))) return []
    const shadowedBy = found.kind === 'shadowed' ? overrides[found.by] : undefined
    const isSameText = found.kind === 'shadowed' || found.isSameText
    return [{ overrides: own, clusters: sharing, ...(shadowedBy && { shadowedBy }), isSameText }]
  })
}

/** Every cluster with the same failure, as where the overrides cannot be read at all. */
export function allFailed(
  clusters: readonly string[],
  status: ClusterFailure['status'],
): readonly ClusterFailure[] {
  return clusters.map((cluster) => ({ cluster, status }))
}

/** The clusters that share their effective overrides, in the order of each group's first cluster. */
function groupByOverrides(
  clusters: readonly string[],
  overridesOf: ReadonlyMap<string, readonly Override[]>,
): readonly Group[] {
  const groups = new Map<string, [string, ...string[]]>()
  for (const cluster of clusters) {
    const overrides = overridesOf.get(cluster) ?? []
    const key = overrides
      .map(({ op, path, value, dotted, liveAnnotations = '' }) =>
        stringifyJson([op, path, value, dotted, liveAnnotations]),
      )
      .join('\n')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [cluster])
    else group.push(cluster)
  }
  return [...groups.values()]
}

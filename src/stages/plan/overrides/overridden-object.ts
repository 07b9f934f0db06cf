import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { isObject } from '../../../json/own.ts'
import { findMisreadings } from '../../../kubernetes/schema/find-misreadings.ts'
import type { FederatedObject } from '../../../model/federation.ts'
import type { JsonObject } from '../../../model/json.ts'
import { holderOf, type Override } from '../../../model/override.ts'
import type { ClusterFailure } from '../../../model/render-plan.ts'
import { valueAt, type Reference } from '../../../model/place.ts'
import { applyOverrides } from './apply-overrides.ts'
import { isStringMap } from '../is-string-map.ts'
import { reportCreated, reportOverrideFailure, reportPresuming } from './report-applied-overrides.ts'
import { reportOverrideMisreadings } from '../report-misreadings.ts'
import { reportInvalidLabels } from '../report-template.ts'

/** Clusters with equal effective overrides. */
export type Group = readonly [first: string, ...others: string[]]

/**
 * The object with the overrides that a group of clusters shares, or the status that KubeFed gives them where there is
 * none: `ApplyOverridesFailed`, or success where it drops labels that are no strings. Each cluster's own overrides are reported on: `override-not-applicable`,
 * `override-breaks-object`, `override-needs-annotations`, `override-replace-creates`, `template-labels-invalid`, and what `reportOverrideMisreadings`
 * reports.
 */
export function overriddenObject(
  federatedObject: FederatedObject,
  template: JsonObject,
  sharing: Group,
  overridesOf: ReadonlyMap<string, readonly Override[]>,
  report: Report,
): { readonly object: JsonObject } | Pick<ClusterFailure, 'status'> {
  const { manifest } = federatedObject
  const overrides = overridesOf.get(sharing[0]) ?? []
  const result = applyOverrides(template, overrides)
  const ownOf = (cluster: string): readonly Override[] => overridesOf.get(cluster) ?? []
  if ('failure' in result) {
    const { failure } = result
    for (const cluster of sharing) {
      const override = ownOf(cluster)[overrides.indexOf(failure.override)] ?? failure.override
      reportOverrideFailure(manifest, template, cluster, { ...failure, override }, report)
    }
    return { status: 'ApplyOverridesFailed' }
  }
  const [created, presuming] = [new Set(result.created), new Set(result.presuming)]
  const faults = metadataFaults(template, result.object)
  const misreadings = findMisreadings(result.object)
  const isInOrder = faults.length + misreadings.length + created.size + presuming.size === 0
  if (isInOrder) return { object: result.object }
  for (const cluster of sharing) {
    const own = ownOf(cluster)
    const among = (some: ReadonlySet<Override>): readonly Override[] =>
      own.filter((_, index) => isAmong(overrides[index], some))
    reportCreated(manifest, template, among(created), report)
    reportPresuming(manifest, cluster, among(presuming), report)
    const last = own.findLast(({ path }) => path.startsWith('/metadata'))
    const at = last ? valueAt(holderOf(last, manifest), last.pointer) : valueAt(manifest, '')
    for (const fault of faults) reportMetadataFault(fault, { manifest, cluster, at }, report)
    reportOverrideMisreadings(federatedObject, misreadings, own, report)
  }
  if (misreadings.length > 0) return { status: 'ApplyOverridesFailed' }
  return faults.length > 0 ? { status: statusOf(faults) } : { object: result.object }
}

function isAmong(override: Override | undefined, some: ReadonlySet<Override>): boolean {
  return override !== undefined && some.has(override)
}

type MetadataFault = 'name' | 'namespace' | 'labels' | 'annotations'

/**
 * What overrides of the metadata as a whole got past the forbidden paths: KubeFed would send an object of another
 * name to the member cluster, and drop labels that are not strings.
 */
function metadataFaults(template: JsonObject, object: JsonObject): readonly MetadataFault[] {
  const [before, after] = [metadataOf(template), metadataOf(object)]
  return [
    ...(['name', 'namespace'] as const).filter((field) => before[field] !== after[field]),
    ...(['labels', 'annotations'] as const).filter((field) => !isStringMap(after[field])),
  ]
}

/** KubeFed goes on without labels that are no strings. */
function statusOf(faults: readonly MetadataFault[]): ClusterFailure['status'] {
  return faults.every((each) => each === 'labels') ? '' : 'ApplyOverridesFailed'
}

function metadataOf({ metadata }: JsonObject): JsonObject {
  return isObject(metadata) ? metadata : {}
}

function reportMetadataFault(
  fault: MetadataFault,
  { manifest, cluster, at }: Pick<FederatedObject, 'manifest'> & { cluster: string; at: Reference },
  report: Report,
): void {
  if (fault === 'labels' || fault === 'annotations') {
    reportInvalidLabels(manifest, `metadata.${fault}`, at, report)
    return
  }
  report(createDiagnostic('override-breaks-object', { field: fault, cluster }, { at, subject: manifest }))
}

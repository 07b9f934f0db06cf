import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { isObject } from '../../../json/own.ts'
import type { FederatedObject } from '../../../model/federation.ts'
import type { JsonObject } from '../../../model/json.ts'
import type { Override } from '../../../model/override.ts'
import { valueAt } from '../../../model/place.ts'
import { applyOverrides } from './apply-overrides.ts'
import { isStringMap } from '../is-string-map.ts'
import { reportCreated, reportOverrideFailure } from './report-applied-overrides.ts'
import { reportOverrideMisreadings } from '../report-misreadings.ts'
import { reportInvalidLabels } from '../report-template.ts'

/** Clusters with equal effective overrides. */
export type Group = readonly [first: string, ...others: string[]]

/**
 * The object with the overrides that a group of clusters shares, or undefined where they fail
 * (ApplyOverridesFailed). Each cluster's own overrides are reported on: `override-not-applicable`,
 * `override-breaks-object`, `override-replace-creates`, `template-labels-invalid`, and what `reportOverrideMisreadings`
 * reports.
 */
export function overriddenObject(
  federatedObject: FederatedObject,
  template: JsonObject,
  sharing: Group,
  overridesOf: ReadonlyMap<string, readonly Override[]>,
  report: Report,
): JsonObject | undefined {
  const { manifest } = federatedObject
  const overrides = overridesOf.get(sharing[0]) ?? []
  const result = applyOverrides(template, overrides)
  const createdFirst = new Set('failure' in result ? [] : result.created)
  const faults = 'failure' in result ? [] : metadataFaults(template, result.object)
  let isMisread = false
  for (const cluster of sharing) {
    const own = overridesOf.get(cluster) ?? []
    if ('failure' in result) {
      const override = own[overrides.indexOf(result.failure.override)] ?? result.failure.override
      reportOverrideFailure(manifest, cluster, { ...result.failure, override }, report)
      continue
    }
    const created = own.filter((_, index) => isCreated(overrides[index], createdFirst))
    reportCreated(manifest, template, created, report)
    const pointer = own.findLast(({ path }) => path.startsWith('/metadata'))?.pointer ?? ''
    for (const fault of faults) reportMetadataFault(fault, { manifest, cluster, pointer }, report)
    isMisread = reportOverrideMisreadings(federatedObject, result.object, own, report)
  }
  return 'failure' in result || faults.length > 0 || isMisread ? undefined : result.object
}

function isCreated(override: Override | undefined, created: ReadonlySet<Override>): boolean {
  return override !== undefined && created.has(override)
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

function metadataOf({ metadata }: JsonObject): JsonObject {
  return isObject(metadata) ? metadata : {}
}

function reportMetadataFault(
  fault: MetadataFault,
  { manifest, cluster, pointer }: Pick<FederatedObject, 'manifest'> & { cluster: string; pointer: string },
  report: Report,
): void {
  if (fault === 'labels' || fault === 'annotations') {
    reportInvalidLabels(manifest, `metadata.${fault}`, pointer, report)
    return
  }
  const at = valueAt(manifest, pointer)
  report(createDiagnostic('override-breaks-object', { field: fault, cluster }, { at, subject: manifest }))
}

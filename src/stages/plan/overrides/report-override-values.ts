import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { isArray, isObject } from '../../../json/own.ts'
import type { FederatedObject } from '../../../model/federation.ts'
import type { Json } from '../../../model/json.ts'
import type { Override } from '../../../model/override.ts'
import { valueAt } from '../../../model/place.ts'
import { reportOverrideNulls } from '../report-nulls.ts'

/** Kinds in whose annotations a controller of the member cluster keeps records of its own. */
const annotatedByControllers: ReadonlySet<string> = new Set([
  'Deployment',
  'Endpoints',
  'PersistentVolume',
  'PersistentVolumeClaim',
])

/**
 * Reports where KubeFed makes something else of the value of an override than what is rendered: `override-big-integer`,
 * since it reads values as float64, and `override-replaces-annotations`, once, since it replaces live annotations as well.
 * Reports what `reportOverrideNulls` does.
 */
export function reportOverrideValues(
  federatedObject: FederatedObject,
  overrides: Iterable<readonly Override[]>,
  report: Report,
): void {
  const { manifest, type } = federatedObject
  const { kind } = type.targetType
  const setting = [...overrides].flat().filter(({ op }) => op !== 'remove')
  for (const override of setting) {
    const { path, value, pointer } = override
    reportOverrideNulls(federatedObject, override, report)
    const integer = findRounded(value)
    if (integer === undefined) continue
    const parameters = { path, integer, rounded: BigInt(Number(integer)) }
    const at = valueAt(manifest, `${pointer}/value`)
    report(createDiagnostic('override-big-integer', parameters, { at, subject: manifest }))
  }
  const replacing = setting.find(({ path }) => path === '/metadata/annotations')
  if (replacing === undefined || !annotatedByControllers.has(kind)) return
  const at = valueAt(manifest, `${replacing.pointer}/path`)
  report(createDiagnostic('override-replaces-annotations', { kind }, { at, subject: manifest }))
}

/** The first integer in a value that no float64 is equal to. */
function findRounded(value: Json): bigint | undefined {
  if (typeof value === 'bigint') return BigInt(Number(value)) === value ? undefined : value
  if (!isArray(value) && !isObject(value)) return undefined
  for (const each of Object.values<Json>(value)) {
    const found = findRounded(each)
    if (found !== undefined) return found
  }
  return undefined
}

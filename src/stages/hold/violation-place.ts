import { pointerSegments, pointersTo } from '../../json/pointer.ts'
import { keyAt, valueAt, type Place } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import { faultPlaces } from '../check/fault-places.ts'
import { fieldOrigins } from '../plan/field-origins.ts'
import type { Violation } from './fold-reasons.ts'
import type { ObjectSubject } from './subject.ts'

/** The line of the sources that made what violates an invariant; undefined where no source is to blame. */
export function violationPlace({ object, read }: Violation, config: RenderConfig): Place | undefined {
  const subject = read?.subject
  if (subject?.kind === 'cluster') return valueAt(subject.cluster.manifest, read?.pointer ?? '')
  if (subject?.kind === 'endpoint') return keyAt(subject.record.manifest, '')
  if (object === undefined) return undefined
  return objectPlace(object, read && subject === object ? read : { pointer: '', isMissing: false }, config)
}

function objectPlace(
  { plan, variant }: ObjectSubject,
  { pointer, isMissing }: { readonly pointer: string; readonly isMissing: boolean },
  config: RenderConfig,
): Place | undefined {
  const [cluster] = variant.clusters
  const { manifest } = plan.federatedObject
  if (cluster === undefined) return keyAt(manifest, '')
  const placeOf = faultPlaces(fieldOrigins(plan, cluster, config), manifest)
  if (!isMissing) return placeOf({ kind: 'invalid-value', pointer, problem: '' })
  const [parent = ''] = pointersTo(pointer).slice(1)
  return placeOf({ kind: 'missing-field', pointer: parent, field: pointerSegments(pointer).at(-1) ?? '' })
}

import { atPointer } from '../../json/at-pointer.ts'
import { apiVersionOf } from '../../kubernetes/group-version-kind.ts'
import type { ObjectPlan } from '../../model/render-plan.ts'

/** The apiVersion of an object before overrides: that of the template, or of its type. */
export function apiVersionOfObject({ federatedObject: { manifest, type } }: ObjectPlan): string {
  const written = atPointer(manifest.value, '/spec/template/apiVersion')
  const { group, version } = type.targetType
  return typeof written === 'string' && written !== '' ? written : apiVersionOf(group, version)
}

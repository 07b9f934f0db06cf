import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { isVersionOf } from '../../kubernetes/is-version-of.ts'
import type { FederatedObject } from '../../model/federation.ts'
import { holderOf, type Override } from '../../model/override.ts'
import { valueAt } from '../../model/place.ts'
import type { Variant } from '../../model/render-plan.ts'

/**
 * Reports `object-of-other-group` where the template or an override makes an object of another group than the type's.
 * KubeFed makes it and never finds it again, since it looks for the target type. The object stays in the plan, so that
 * tenants are judged by what it is.
 */
export function reportOtherGroups(
  { manifest, type }: FederatedObject,
  variants: readonly Variant[],
  overridesOf: ReadonlyMap<string, readonly Override[]>,
  report: Report,
): void {
  const { group, version, kind } = type.targetType
  const reported = new Set<string>()
  for (const { object, clusters } of variants) {
    const apiVersion = String(object['apiVersion'])
    if (isVersionOf(apiVersion, kind, group)) continue
    for (const cluster of clusters) {
      const override = overridesOf.get(cluster)?.findLast(({ path }) => path === '/apiVersion')
      const pointer = override ? `${override.pointer}/value` : '/spec/template/apiVersion'
      if (reported.has(pointer)) continue
      reported.add(pointer)
      const holder = override ? holderOf(override, manifest) : manifest
      const context = { at: valueAt(holder, pointer), subject: manifest }
      const parameters = { apiVersion, type: type.name, group, version }
      report(createDiagnostic('object-of-other-group', parameters, context))
    }
  }
}

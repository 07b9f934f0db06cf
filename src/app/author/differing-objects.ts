import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { stringifyJson } from '../../json/stringify.ts'
import type { Fleet, FleetObject } from '../../model/fleet.ts'
import { keyAt } from '../../model/place.ts'
import { qualifiedName } from '../../text/qualified-name.ts'

/**
 * Where two fleets differ in what a cluster gets, keys in their order. Reports `cluster-override-not-lowered` for the first
 * cluster of each object that does.
 */
export function differingObjects(before: Fleet, after: Fleet): readonly Diagnostic[] {
  const found = new Map(after.objects.map((each) => [each.path, each]))
  return before.objects.flatMap((object) => {
    const [texts, others] = [textsOf(object), textsOf(found.get(object.path))]
    const clusters = [...new Set([...texts.keys(), ...others.keys()])]
    const cluster = clusters.find((each) => texts.get(each) !== others.get(each))
    return cluster === undefined ? [] : [differing(object, cluster)]
  })
}

function textsOf(object: FleetObject | undefined): ReadonlyMap<string, string> {
  const variants = object?.variants ?? []
  return new Map(
    variants.flatMap((variant) => {
      const text = stringifyJson(variant.object)
      return variant.clusters.map((cluster) => [cluster, text] as const)
    }),
  )
}

function differing({ plan, ...object }: FleetObject, cluster: string): Diagnostic {
  const parameters = { kind: object.kind, name: qualifiedName(object), cluster }
  const { manifest } = plan?.federatedObject ?? {}
  const context = manifest && { at: keyAt(manifest, '/spec'), subject: manifest }
  return createDiagnostic('cluster-override-not-lowered', parameters, context)
}

import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { publishedPlace } from '../../model/delivery-config.ts'
import type { Fleet, FleetObject } from '../../model/fleet.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { CompileResult } from '../../render.ts'
import { layOutDelivery } from '../../stages/emit/lay-out-delivery.ts'
import { nearest } from '../../text/nearest.ts'

/**
 * What a compilation made for the clusters of one wave, as if there were no others: what a branch of that wave holds. What
 * belongs to no cluster goes with the first wave, whose sources it is made from. Without a wave all of it. Reports
 * `waves-missing` and `wave-unknown`.
 */
export function resultOfWave(
  result: CompileResult,
  config: RenderConfig,
  wave: string | undefined,
): DiagnosticResult<CompileResult | undefined> {
  const { fleet, plan } = result
  if (wave === undefined || fleet === undefined) return [result, []]
  if (plan.waves === undefined) return [undefined, [createDiagnostic('waves-missing', {})]]
  const found = plan.waves.find(({ name }) => name === wave)
  if (found === undefined) {
    const names = plan.waves.map(({ name }) => name)
    return [undefined, [createDiagnostic('wave-unknown', { wave, nearest: nearest(wave, names) })]]
  }
  const own = restrict(fleet, new Set(found.clusters), found === plan.waves[0])
  const [delivery] = layOutDelivery(own, config, publishedPlace)
  return [{ ...result, fleet: own, delivery }, []]
}

function restrict(
  { clusters, objects, dns, held }: Fleet,
  members: ReadonlySet<string>,
  isFirst: boolean,
): Fleet {
  return {
    clusters: clusters.filter(({ name }) => members.has(name)),
    objects: objects.flatMap((each): readonly FleetObject[] => {
      const variants = each.variants.flatMap(({ object, clusters: all }) => {
        const left = all.filter((name) => members.has(name))
        return left.length === 0 ? [] : [{ object, clusters: left }]
      })
      return variants.length === 0 ? [] : [Object.assign({}, each, { variants })]
    }),
    dns: isFirst ? dns : [],
    held,
  }
}

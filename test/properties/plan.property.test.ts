import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isArray, isObject } from '../../src/json/own.ts'
import type { JsonObject } from '../../src/model/json.ts'
import { compileObjects } from '../helpers/compile-frozen.ts'
import { fleetObjects } from '../helpers/fleet-arbitrary.ts'

function withoutOverridesOf(cluster: string, object: JsonObject): JsonObject {
  const { spec } = object
  if (!isObject(spec) || !isArray(spec['overrides'])) return object
  const overrides = spec['overrides'].filter((each) => isObject(each) && each['clusterName'] !== cluster)
  return { ...object, spec: { ...spec, overrides } }
}

describe('a plan', () => {
  it('places in clusters of the inventory only, and no further than the namespace', () => {
    fc.assert(
      fc.property(fleetObjects, (objects) => {
        const { plan, federation } = compileObjects(objects)
        const known = federation.clusters.map((each) => each.name)
        for (const { federatedObject, placement } of plan.objects) {
          expect(known).toStrictEqual(expect.arrayContaining([...placement.clusters]))
          expect(placement.chosen).toStrictEqual(expect.arrayContaining([...placement.clusters]))
          if (federatedObject.type.targetType.scope === 'Cluster') continue
          const limit = plan.objects.find(
            (each) =>
              each.federatedObject === federation.federatedNamespaces.get(federatedObject.namespace ?? ''),
          )
          expect(limit?.placement.clusters ?? []).toStrictEqual(
            expect.arrayContaining([...placement.clusters]),
          )
        }
      }),
    )
  })

  it('has for every placed cluster exactly one variant or one failure', () => {
    fc.assert(
      fc.property(fleetObjects, (objects) => {
        for (const { placement, variants, failures } of compileObjects(objects).plan.objects) {
          const made = [...variants.flatMap((each) => each.clusters), ...failures.map((each) => each.cluster)]
          expect(made.sort()).toStrictEqual(placement.clusters)
          expect(variants.every((each) => each.clusters.length > 0)).toBe(true)
        }
      }),
    )
  })

  it('reports an error wherever a cluster is without its object', () => {
    fc.assert(
      fc.property(fleetObjects, (objects) => {
        const { plan, diagnostics } = compileObjects(objects)
        const inError = new Set(
          diagnostics.filter((each) => each.severity === 'error').map((each) => each.subject),
        )
        for (const { federatedObject, failures } of plan.objects) {
          if (failures.length > 0) expect(inError).toContain(federatedObject.manifest)
        }
      }),
    )
  })

  it('gives a cluster what overrides of another cannot change', () => {
    fc.assert(
      fc.property(fleetObjects, fc.constantFrom('eu-west', 'us-east'), (objects, cluster) => {
        const reduced = objects.map((each) => withoutOverridesOf(cluster, each))
        const [before, after] = [compileObjects(objects), compileObjects(reduced)]
        // Overrides that KubeFed refuses, such as a forbidden path, fail an object in every cluster.
        const refused = /^override-(?:path|op|duplicate)/
        fc.pre(!before.codes.some((code) => refused.test(code)))
        const others = (files: typeof before.tree.files): typeof files =>
          files.filter((each) => !each.path.startsWith(`clusters/${cluster}/`))
        expect(others(after.tree.files)).toStrictEqual(others(before.tree.files))
      }),
    )
  })
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isArray, isObject } from '../../src/json/own.ts'
import { valueAtPath } from '../../src/json/patch.ts'
import { childPointer } from '../../src/json/pointer.ts'
import type { FieldOrigins, OriginKind } from '../../src/model/field-origin.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { defaultRenderConfig } from '../../src/model/render-config.ts'
import type { RenderPlan } from '../../src/model/render-plan.ts'
import { fieldOrigins } from '../../src/stages/plan/field-origins.ts'
import { compileObjects } from '../helpers/compile-frozen.ts'
import { fleetObjects } from '../helpers/fleet-arbitrary.ts'
import { federated, federatedNamespace, kubeFedCluster } from '../helpers/kubefed-objects.ts'

/** Lists and mappings whose items move: what pointers alone cannot follow. */
const operation: fc.Arbitrary<JsonObject> = fc.record({
  op: fc.constantFrom('add', 'remove', 'replace'),
  path: fc.constantFrom(
    '/list/0',
    '/list/1',
    '/list/-1',
    '/list/-',
    '/list/0/a',
    '/map/a',
    '/map',
    '/empty/x',
    '/list',
  ),
  value: fc.constantFrom<Json>('', 0, null, {}, [], ['p', 'q'], { a: 1, b: [] }, [{ a: '' }, { a: true }]),
})
const template: fc.Arbitrary<JsonObject> = fc.record(
  {
    list: fc.array(fc.constantFrom<Json>('', 1, {}, [], { a: 'x' }, null), { maxLength: 3 }),
    map: fc.constantFrom<Json>({}, { a: '' }, { a: { b: 1 }, '~/': 2 }),
    empty: fc.constantFrom<Json>({}, []),
    spec: fc.constantFrom<Json>({}, { replicas: 1 }, { replicas: 1, x: 2 }),
    apiVersion: fc.constantFrom<Json>('', 'v1', 'v2'),
    metadata: fc.constantFrom<Json>({}, { labels: {} }, { labels: { 'kubefed.io/managed': 'no' } }),
  },
  { requiredKeys: ['list', 'map', 'empty'] },
)
const moving: fc.Arbitrary<readonly JsonObject[]> = fc
  .record({
    template,
    retainReplicas: fc.boolean(),
    orphan: fc.constantFrom({}, { annotations: { 'kubefed.io/orphan': 'true' } }),
    operations: fc.uniqueArray(operation, { maxLength: 4, selector: (each) => each['path'] }),
  })
  .map(({ template, retainReplicas, orphan, operations }) => {
    const overrides = [{ clusterName: 'eu', clusterOverrides: operations }]
    return [
      kubeFedCluster('eu'),
      kubeFedCluster('us'),
      federatedNamespace('shop'),
      federated('ConfigMap', 'x', { template, retainReplicas, overrides }, orphan),
    ]
  })

function leaves(value: Json, pointer = ''): readonly (readonly [string, Json])[] {
  const entries = isArray(value) || isObject(value) ? Object.entries<Json>(value) : []
  if (entries.length === 0) return [[pointer, value]]
  return entries.flatMap(([key, each]) => leaves(each, childPointer(pointer, key)))
}

/** Every object of a plan with the origins of its fields. */
function everyObject({ objects }: RenderPlan): readonly (readonly [JsonObject, FieldOrigins])[] {
  return objects.flatMap((plan) =>
    plan.variants.flatMap(({ object, clusters }) =>
      clusters.map((cluster) => [object, fieldOrigins(plan, cluster, defaultRenderConfig)] as const),
    ),
  )
}

const annotation =
  /^\/metadata\/annotations\/(?:argocd\.argoproj\.io~1(?:sync|compare)-options|kustomize\.toolkit\.fluxcd\.io~1prune)$/

const written: Partial<Record<OriginKind, RegExp>> = {
  'federated-object': /^\/metadata\/(?:name|namespace)$/,
  type: /^\/(?:apiVersion|kind)$/,
  'managed-label': /^\/metadata\/labels\/kubefed\.io~1managed$/,
  orphan: annotation,
  delivery: annotation,
  'retain-replicas': /^\/spec$/,
}

const stated = new Set(['template', 'override', 'schedule', 'federated-object'])

for (const [name, arbitrary] of [
  ['a random fleet', fleetObjects],
  ['lists that overrides change', moving],
] as const) {
  describe(`the origins of ${name}`, () => {
    it('are those of every scalar and empty container of the object, and of nothing else', () => {
      fc.assert(
        fc.property(arbitrary, (objects) => {
          for (const [object, { fields }] of everyObject(compileObjects(objects).plan)) {
            const found = [...fields].map(([pointer, { value }]) => [pointer, value] as const)
            expect(new Map(found)).toStrictEqual(new Map(leaves(object)))
            expect(found).toHaveLength(leaves(object).length)
          }
        }),
      )
    })

    it('are the same one by one', () => {
      fc.assert(
        fc.property(arbitrary, (objects) => {
          for (const [object, { fields, at }] of everyObject(compileObjects(objects).plan)) {
            for (const [pointer, origin] of fields) expect(at(pointer)).toStrictEqual(origin)
            for (const pointer of ['', '/metadata', '/nothing'])
              if (!leaves(object).some(([each]) => each === pointer)) expect(at(pointer)).toBeUndefined()
          }
        }),
      )
    })

    it('are what stands in for something only where that is written', () => {
      fc.assert(
        fc.property(arbitrary, (objects) => {
          for (const [, { fields }] of everyObject(compileObjects(objects).plan)) {
            for (const [pointer, { origin }] of fields) expect(pointer).toMatch(written[origin.kind] ?? /./)
          }
        }),
      )
    })

    it('name the place of the sources that holds the value', () => {
      fc.assert(
        fc.property(arbitrary, (objects) => {
          for (const [, { fields }] of everyObject(compileObjects(objects).plan)) {
            for (const [, { value, origin, replaced }] of fields) {
              for (const each of [{ value, origin }, ...replaced]) {
                const { kind, at } = each.origin
                if (!stated.has(kind)) continue
                const source = at && valueAtPath(at.manifest.value, at.pointer)
                if (!isRemoval(source)) expect(source ?? null).toStrictEqual(each.value)
              }
            }
          }
        }),
      )
    })
  })
}

/** What an override left empty has the override for its origin, and not its value. */
function isRemoval(source: Json | undefined): boolean {
  return isObject(source) && source['op'] === 'remove'
}

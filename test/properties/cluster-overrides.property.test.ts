import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { atPointer } from '../../src/json/at-pointer.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { defaultRenderConfig } from '../../src/model/render-config.ts'
import { fieldOrigins } from '../../src/stages/plan/field-origins.ts'
import { compileObjects, type Compilation } from '../helpers/compile-frozen.ts'
import {
  clusterOverride,
  federated,
  federatedNamespace,
  kubeFedCluster,
  overriddenBy,
} from '../helpers/kubefed-objects.ts'

const clusters = { ap: { tier: 'tin' }, eu: { tier: 'gold' }, us: { tier: 'gold' } }
type ClusterName = keyof typeof clusters
const names = Object.keys(clusters) as readonly ClusterName[]

/** What selects some clusters, and which. */
type Selection = readonly [selection: JsonObject, selected: readonly ClusterName[]]
const selections: readonly Selection[] = [
  [{ clusterSelector: {} }, names],
  [{ clusterSelector: { matchLabels: { tier: 'gold' } } }, ['eu', 'us']],
  [{ clusters: ['ap', 'us'] }, ['ap', 'us']],
  [{}, []],
]

const none: Selection = [{}, []]

const operation: fc.Arbitrary<JsonObject> = fc.record({
  op: fc.constantFrom('add', 'remove', 'replace'),
  path: fc.constantFrom('/list/0', '/list/-1', '/list/-', '/list/0/a', '/map/a', '/map', '/new/x', '/list'),
  value: fc.constantFrom<Json>('', 0, [], ['p'], { a: 1 }, [{ a: 'x' }]),
})
const template: fc.Arbitrary<JsonObject> = fc.record({
  list: fc.array(fc.constantFrom<Json>(1, {}, { a: 'x' }), { maxLength: 3 }),
  map: fc.constantFrom<Json>({}, { a: '' }, { a: { b: 1 } }),
})
const repository = fc.record({
  template,
  // KubeFed refuses a path that occurs twice.
  operations: fc.uniqueArray(operation, { maxLength: 5, selector: ({ path }) => path }),
  rules: fc.array(fc.constantFrom(...selections), { minLength: 5, maxLength: 5 }),
  own: fc.subarray([...names]),
  split: fc.nat(5),
})

const fleet = [...names.map((name) => kubeFedCluster(name, clusters[name])), federatedNamespace('shop')]

/** The same overrides, once by rules and once spelled out for each cluster. */
function bothWays(
  given: typeof repository extends fc.Arbitrary<infer T> ? T : never,
): readonly [ruled: Compilation, spelledOut: Compilation] {
  const { template, operations, rules, own, split } = given
  const ruled = operations.slice(0, split).map((each, index) => ({ each, rule: rules[index] ?? none }))
  const last = operations.slice(split)
  const ofCluster = (name: ClusterName): readonly JsonObject[] => [
    ...ruled.filter(({ rule: [, selected] }) => selected.includes(name)).map(({ each }) => each),
    ...(own.includes(name) ? last : []),
  ]
  const object = (overrides: JsonObject): JsonObject =>
    federated('ConfigMap', 'x', { template, ...overrides })
  return [
    compileObjects([
      ...fleet,
      object(overriddenBy(Object.fromEntries(own.map((name) => [name, last])))),
      clusterOverride(
        'rules',
        { type: 'configmaps', labelSelector: {} },
        ruled.map(({ each, rule: [selection] }) => ({ ...selection, overrides: [each] })),
      ),
    ]),
    compileObjects([
      ...fleet,
      object(overriddenBy(Object.fromEntries(names.map((name) => [name, ofCluster(name)])))),
    ]),
  ]
}

it('renders what a ClusterOverride gives as overrides that are spelled out for each cluster', () => {
  fc.assert(
    fc.property(repository, (given) => {
      const [ruled, spelledOut] = bothWays(given)
      expect(ruled.tree.files).toStrictEqual(spelledOut.tree.files)
      const failures = ({ plan }: Compilation): unknown => plan.objects.map((each) => each.failures)
      expect(failures(ruled)).toStrictEqual(failures(spelledOut))
    }),
    { numRuns: 500 },
  )
})

it('finds the value of each field at the place of its origin, whoever gave it', () => {
  fc.assert(
    fc.property(repository, (given) => {
      const [{ plan }] = bothWays(given)
      for (const objectPlan of plan.objects) {
        for (const cluster of objectPlan.variants.flatMap((each) => each.clusters)) {
          for (const [, { value, origin }] of fieldOrigins(objectPlan, cluster, defaultRenderConfig).fields) {
            if (origin.kind !== 'override' || origin.at === undefined) continue
            const written = atPointer(origin.at.manifest.value, origin.at.pointer)
            const isLeft = origin.override === undefined
            expect(isLeft ? value : written).toStrictEqual(value)
          }
        }
      }
    }),
    { numRuns: 300 },
  )
})

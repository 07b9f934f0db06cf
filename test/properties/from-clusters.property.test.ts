import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { clusterYaml, widgetDefinitionYaml } from '../helpers/kubefed-yaml.ts'
import { expectRestored } from '../helpers/expect-restored.ts'
import { createTestRepository } from '../helpers/test-repository.ts'
import { stringifyExactJson } from '../helpers/stringify-exact-json.ts'

const clusters = ['a', 'b', 'c', 'd', 'e']

const scalar: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>('x', 'y', 'true', '012', '', 1, 2, true, 1.5, 2n ** 63n),
  fc.constantFrom<Json>('$(cluster.name)', '$$(cluster.x', '[a=b]'),
  fc.string({ maxLength: 4 }),
)
const { value: anyValue } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'a/b', 'm~n', '0', 'é', '[a=b]'), tie('value'), { maxKeys: 3 }),
  ),
}))
const texts = fc.dictionary(fc.constantFrom('app', 'tier', 'example.com/x'), fc.constantFrom('x', 'y', '1'), {
  minKeys: 1,
  maxKeys: 2,
})

/** An object of a type whose fields may be anything. */
const widget = (name: string): fc.Arbitrary<JsonObject> =>
  fc
    .record(
      { labels: texts, annotations: texts, spec: fc.dictionary(fc.constantFrom('p', 'q', 'r'), anyValue) },
      { requiredKeys: ['spec'] },
    )
    .map(({ spec, ...metadata }) => ({
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      metadata: { name, namespace: 'shop', ...metadata },
      spec,
    }))

type Labels = Readonly<Record<string, string>>

/** What a cluster has in a field by its name or a label, and what is around that. */
const followed: fc.Arbitrary<(name: string, labels: Labels) => Json> = fc
  .tuple(
    fc.constantFrom('name', 'app', 'tier', 'example.com/x'),
    fc.constantFrom('', 'a', 'a.', '$', '$(cluster.name)', '-1'),
    fc.constantFrom('', '.x', 'x'),
    fc.boolean(),
  )
  .map(([key, before, after, isTyped]) => (name, labels) => {
    const text = key === 'name' ? name : (labels[key] ?? 'none')
    return isTyped && text === '1' ? 1 : [{ text: `${before}${text}${after}` }]
  })

/** Each cluster has one of few values of an object, or none. */
const objectOfClusters = (name: string): fc.Arbitrary<readonly (JsonObject | undefined)[]> =>
  fc
    .array(widget(name), { minLength: 1, maxLength: 3 })
    .chain((values) =>
      fc.tuple(...clusters.map(() => fc.option(fc.constantFrom(...values), { nil: undefined, freq: 4 }))),
    )

const fleet = fc.record({
  labels: fc.tuple(...clusters.map(() => texts)),
  objects: fc.tuple(objectOfClusters('v'), objectOfClusters('w')),
  follow: fc.option(followed, { nil: undefined }),
  keep: fc.boolean(),
})

const namespace: JsonObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }

it.each([
  ['with overrides alone', []],
  ['with ClusterOverrides for what follows from labels', ['--cluster-overrides']],
])(
  'what is rendered of what was federated is what every cluster had, and no other has any: %s',
  (_, options) => {
    fc.assert(
      fc.property(fleet, ({ labels, objects, follow, keep }) => {
        const had = clusters.map((name, index) =>
          objects.flatMap((values): readonly JsonObject[] => {
            const each = values[index]
            if (each === undefined) return []
            const spec = each['spec'] as JsonObject
            return follow ? [{ ...each, spec: { ...spec, q: follow(name, labels[index] ?? {}) } }] : [each]
          }),
        )
        if (had.every((each) => each.length === 0)) return
        const inventory = clusters
          .map((name, index) => clusterYaml(name, JSON.stringify(labels[index])))
          .join('')
        const settings = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n'
        const repository = createTestRepository({
          'fedrender.yaml': `${settings}templateAnnotations: ${keep ? 'keep' : 'drop'}\n`,
          'inventory.yaml': inventory,
          'crd.yaml': widgetDefinitionYaml('Namespaced'),
        })
        const given = clusters.map((name, index): [string, readonly JsonObject[]] => {
          const own = had[index] ?? []
          return [name, own.length === 0 ? [] : [namespace, ...own]]
        })
        for (const [name, objects] of given) {
          const text = objects.map((each) => `${stringifyExactJson(each)}\n---\n`).join('')
          repository.host.put(`/today/${name}/all.yaml`, text)
        }
        const federating = repository.run(
          'federate',
          '--from-clusters',
          '../today',
          '--enable-type',
          ...options,
        )
        expect([federating.exitCode, federating.stderr]).toStrictEqual([0, federating.stderr])
        expectRestored(repository, Object.fromEntries(given))
      }),
      { numRuns: 25 },
    )
  },
)

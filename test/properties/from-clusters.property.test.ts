import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { managedLabel } from '../../src/kubefed/managed-label.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { clusterYaml, widgetDefinitionYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../helpers/test-repository.ts'
import { stringifyExactJson } from '../helpers/stringify-exact-json.ts'

const clusters = ['a', 'b', 'c', 'd', 'e']

const scalar: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>('x', 'y', 'true', '012', '', 1, 2, true, 1.5, 2n ** 63n),
  fc.string({ maxLength: 4 }),
)
const { value: anyValue } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'a/b', 'm~n', '0', 'é'), tie('value'), { maxKeys: 3 }),
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
  keep: fc.boolean(),
})

const namespace: JsonObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }

it('what is rendered of what was federated is what every cluster had, and no other has any', () => {
  fc.assert(
    fc.property(fleet, ({ labels, objects, keep }) => {
      const had = clusters.map((_, index) =>
        objects.map((values) => values[index]).filter((each) => each !== undefined),
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
      for (const [index, name] of clusters.entries()) {
        const own = had[index] ?? []
        const text = own.length === 0 ? [] : [namespace, ...own].map((each) => stringifyExactJson(each))
        repository.host.put(`/today/${name}/all.yaml`, text.map((each) => `${each}\n---\n`).join(''))
      }
      const federating = repository.run('federate', '--from-clusters', '../today', '--enable-type')
      expect([federating.exitCode, federating.stderr]).toStrictEqual([0, federating.stderr])
      const { exitCode, stderr } = repository.run('render')
      expect([exitCode, stderr]).toStrictEqual([0, stderr])
      const rendered = repository.rendered()
      const wanted = clusters.flatMap((name, index) =>
        (had[index] ?? []).map((each) => [pathOf(name, each), sortedText(managed(each))]),
      )
      const widgets = Object.entries(rendered).filter(([path]) => path.includes('/widgets.example.com/'))
      const given = widgets.map(([path, text]) => {
        return [path, sortedText(parse(text, { intAsBigInt: true }) as Json)]
      })
      expect(Object.fromEntries(given)).toStrictEqual(Object.fromEntries(wanted))
    }),
    { numRuns: 25 },
  )
})

function pathOf(cluster: string, { metadata }: JsonObject): string {
  return `clusters/${cluster}/shop/widgets.example.com/${String((metadata as JsonObject)['name'])}.yaml`
}

function managed(object: JsonObject): JsonObject {
  const metadata = object['metadata'] as JsonObject
  const labels = { ...(metadata['labels'] as JsonObject | undefined), [managedLabel]: 'true' }
  return { ...object, metadata: { ...metadata, labels } }
}

function sortedText(value: Json): string {
  return stringifyExactJson(sorted(value))
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map((each: Json) => sorted(each))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value as JsonObject).toSorted(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]))
}

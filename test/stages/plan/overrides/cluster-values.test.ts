import { describe, expect, it } from 'vitest'
import { locate } from '../../../../src/diagnostics/locate.ts'
import { atPointer } from '../../../../src/json/at-pointer.ts'
import type { Json, JsonObject } from '../../../../src/model/json.ts'
import { compileObjects, type Compilation } from '../../../helpers/compile-frozen.ts'
import {
  clusterOverride,
  federated,
  federatedNamespace,
  kubeFedCluster,
} from '../../../helpers/kubefed-objects.ts'

const fleet = [
  kubeFedCluster('eu', { region: 'eu', 'example.com/shards': '3', spot: 'true' }),
  kubeFedCluster('us', { region: 'us', 'example.com/shards': '90071992547409931', spot: 'false' }),
  federatedNamespace('shop'),
]
const containers = [
  { name: 'web', image: 'web:1', ports: [{ containerPort: 80 }] },
  { name: 'side', image: 'side:1' },
]
const web = federated('Deployment', 'web', {
  template: {
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers } },
    },
  },
})
const target = { type: 'deployments.apps', names: ['web'] }

function ruled(...overrides: readonly JsonObject[]): Compilation {
  const rule = { clusterSelector: {}, overrides }
  return compileObjects([...fleet, web, clusterOverride('rule', target, [rule])])
}

/** What each cluster has at a pointer. */
function valuesAt({ plan }: Compilation, pointer: string): Record<string, Json | undefined> {
  const variants = plan.objects.find(({ federatedObject }) => federatedObject.name === 'web')?.variants ?? []
  return Object.fromEntries(
    variants.flatMap(({ object, clusters }) => clusters.map((each) => [each, atPointer(object, pointer)])),
  )
}

const at = '/metadata/labels'
const setting = (value: Json, as?: string): JsonObject => ({
  op: 'add',
  path: at,
  value,
  ...(as !== undefined && { as }),
})

describe('a value of a ClusterOverride', () => {
  it.each<[string, Json, readonly [Json, Json]]>([
    ['the name of the cluster', '$(cluster.name).example.com', ['eu.example.com', 'us.example.com']],
    ['a label of the cluster', 'in $(cluster.labels["region"])!', ['in eu!', 'in us!']],
    ['several', '$(cluster.name)-$(cluster.labels["region"])', ['eu-eu', 'us-us']],
    ['the text itself, escaped', '$$(cluster.name)', ['$(cluster.name)', '$(cluster.name)']],
    ['what containers put in', '$(POD_IP) $$(X)', ['$(POD_IP) $$(X)', '$(POD_IP) $$(X)']],
  ])('has %s', (_, value, [eu, us]) => {
    expect(valuesAt(ruled(setting({ x: value })), `${at}/x`)).toStrictEqual({ eu, us })
  })

  it('has them in each text, however deep, and in no key', () => {
    const path = '/spec/template/spec/nodeSelector'
    const compilation = ruled({
      op: 'add',
      path,
      value: { list: [{ a: '$(cluster.name)' }], '$(cluster.name)': 1 },
    })
    expect(valuesAt(compilation, path)).toStrictEqual({
      eu: { list: [{ a: 'eu' }], '$(cluster.name)': 1 },
      us: { list: [{ a: 'us' }], '$(cluster.name)': 1 },
    })
  })

  it('is an integer or a boolean where it says so', () => {
    const replicas = { path: '/spec/replicas', op: 'add', value: '$(cluster.labels["example.com/shards"])' }
    expect(valuesAt(ruled({ ...replicas, as: 'integer' }), '/spec/replicas')).toStrictEqual({
      eu: 3,
      us: 90071992547409931n,
    })
    const paused = { path: '/spec/paused', op: 'add', value: '$(cluster.labels["spot"])', as: 'boolean' }
    expect(valuesAt(ruled(paused), '/spec/paused')).toStrictEqual({ eu: true, us: false })
  })

  it.each<[string, JsonObject, string, RegExp]>([
    [
      'a label that is missing',
      setting({ x: '$(cluster.labels["zone"])' }),
      'cluster-override-label-missing',
      /"eu", "us"/,
    ],
    [
      'a property that is unknown',
      setting({ x: '$(cluster.region)' }),
      'cluster-override-variable-unknown',
      /region/,
    ],
    ['no end', setting({ x: '$(cluster.name' }), 'cluster-override-variable-unknown', /name/],
    [
      'a label without quotes',
      setting({ x: '$(cluster.labels[region])' }),
      'cluster-override-variable-unknown',
      /region/,
    ],
    [
      'a text that is no integer',
      setting('$(cluster.name)', 'integer'),
      'cluster-override-value-type',
      /integer in "eu", "us"/,
    ],
    ['a text that is no boolean', setting('yes', 'boolean'), 'cluster-override-value-type', /boolean/],
    ['no text that could be an integer', setting([1], 'integer'), 'cluster-override-value-type', /integer/],
  ])('is an error where it has %s', (_, operation, code, message) => {
    const { diagnostics } = ruled(operation)
    expect(diagnostics.map((each) => each.code)).toStrictEqual([code])
    expect(diagnostics[0]?.message).toMatch(message)
    expect(diagnostics[0]?.hint).toBeDefined()
  })

  it('names the line of the value and of the labels that lack one', () => {
    const [missing] = ruled(setting({ x: '$(cluster.labels["zone"])' })).diagnostics
    const related = missing?.related[0]?.at
    expect(missing?.at && 'pointer' in missing.at && missing.at.pointer).toBe(
      '/spec/rules/0/overrides/0/value/x',
    )
    expect(related && locate(related).line).toBe(6)
  })
})

describe('a path of a ClusterOverride', () => {
  const list = '/spec/template/spec/containers'

  it('finds an item of a list by a field', () => {
    const compilation = ruled({ path: `${list}/[name=side]/image`, value: 'side:2' })
    expect(valuesAt(compilation, `${list}/1/image`)).toStrictEqual({ eu: 'side:2', us: 'side:2' })
    expect(compilation.codes).toStrictEqual([])
  })

  it('finds items of items, by numbers as well', () => {
    const path = `${list}/[name=web]/ports/[containerPort=80]/containerPort`
    expect(valuesAt(ruled({ path, value: 81 }), `${list}/0/ports/0/containerPort`)).toStrictEqual({
      eu: 81,
      us: 81,
    })
  })

  it('finds them after the operations before it', () => {
    const compilation = ruled(
      { op: 'add', path: `${list}/0`, value: { name: 'first', image: 'a' } },
      { path: `${list}/[name=side]/image`, value: 'b' },
      { op: 'remove', path: `${list}/[name=web]` },
    )
    expect(valuesAt(compilation, list)).toMatchObject({
      eu: [
        { name: 'first', image: 'a' },
        { name: 'side', image: 'b' },
      ],
    })
    const overrides = compilation.plan.objects.find(({ federatedObject }) => federatedObject.name === 'web')
    expect(overrides?.overrides.get('eu')?.map(({ path }) => path)).toStrictEqual([
      `${list}/0`,
      `${list}/2/image`,
      `${list}/1`,
    ])
  })

  it.each([
    ['no item has the field', `${list}/[name=other]/image`],
    ['several items have it', `${list}/[kind=x]/image`],
    ['there is no list', '/spec/template/[name=web]/image'],
    ['there is nothing', '/spec/none/[name=web]/image'],
  ])('is an error where %s', (_, path) => {
    const twice = { op: 'add', path: `${list}/-`, value: { name: 'x', kind: 'x' } }
    const compilation = ruled(twice, { ...twice, value: { name: 'y', kind: 'x' } }, { path, value: 'z' })
    expect(compilation.codes).toStrictEqual(['override-not-applicable'])
    expect(valuesAt(compilation, list)).toStrictEqual({})
    expect(compilation.diagnostics[0]?.message).toMatch(/just one item "\[\w+=\w+\]"/)
  })

  it('does not conflict with another for another item, and does with one for the same, or for one by its index', () => {
    const conflicts = (first: string, second: string): readonly string[] => {
      const rule = (path: string): readonly JsonObject[] => [
        { clusterSelector: {}, overrides: [{ path: `${list}/${path}`, value: 'x' }] },
      ]
      return compileObjects([
        ...fleet,
        web,
        clusterOverride('one', target, rule(first)),
        clusterOverride('two', target, rule(second)),
      ]).codes
    }
    expect(conflicts('[name=web]/image', '[name=side]/image')).toStrictEqual([])
    expect(conflicts('[name=web]/image', '[name=web]/image')).toStrictEqual(['cluster-override-conflict'])
    expect(conflicts('[name=web]/image', '0/image')).toStrictEqual(['cluster-override-conflict'])
    expect(conflicts('[name=web]/image', '1/name')).toStrictEqual([])
  })

  it('is taken for that of any item where there are more than a thousand', () => {
    const codesOf = (count: number): readonly string[] => {
      const rule = (prefix: string): readonly JsonObject[] => [
        {
          clusterSelector: {},
          overrides: Array.from({ length: count }, (_, index) => ({
            path: `${list}/[name=${prefix}${index}]/image`,
            value: 'x',
          })),
        },
      ]
      const { codes } = compileObjects([
        ...fleet,
        web,
        clusterOverride('one', target, rule('a')),
        clusterOverride('two', target, rule('b')),
      ])
      return [...new Set(codes)]
    }
    expect(codesOf(400)).toStrictEqual(['override-not-applicable'])
    expect(codesOf(1100)).toContain('cluster-override-conflict')
  })
})

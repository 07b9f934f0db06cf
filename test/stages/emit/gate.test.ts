import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import type { RenderResult } from '../../../src/render.ts'
import {
  clusterOverride,
  documents,
  federated,
  federatedNamespace,
  kubeFedCluster,
  overriddenBy,
  typeConfig,
} from '../../helpers/kubefed-objects.ts'
import { renderFiles } from '../../helpers/render-files.ts'

const fleet = [kubeFedCluster('a'), federatedNamespace('shop'), federated('ConfigMap', 'good')]
const failing = federated('ConfigMap', 'bad', overriddenBy({ a: [{ op: 'remove', path: '/data/x' }] }))

function run(
  objects: readonly JsonObject[],
  extra: Readonly<Record<string, string>> = {},
  keepGoing = true,
): RenderResult {
  return renderFiles({ 'all.yaml': documents(...fleet, ...objects), ...extra }, { keepGoing })
}

function held(result: RenderResult): readonly string[] | undefined {
  return result.tree?.held.map((each) => `${each.reason} ${each.file ?? '*'}`)
}

describe('the gate', () => {
  it('is open where there is no error, with warnings too', () => {
    const result = run([federated('ConfigMap', 'bad', { plcement: {} })], {}, false)
    expect([result.diagnostics.length, held(result)]).toStrictEqual([1, []])
  })

  it('is closed by any error without keepGoing', () => {
    expect(run([failing], {}, false).tree).toBeUndefined()
  })

  it('holds a planned object in error', () => {
    const result = run([failing])
    expect(held(result)).toStrictEqual(['object-in-error shop/configmaps/bad.yaml'])
    expect(result.tree?.files.map((each) => each.path)).toContain('clusters/a/shop/configmaps/good.yaml')
  })

  it.each<[string, JsonObject]>([
    ['breaks its schema', federated('ConfigMap', 'bad', { placement: 1 })],
    ['has a bad name', federated('ConfigMap', 'Bad')],
    ['is of no known type', federated('Widget', 'bad')],
    ['has no namespace', federated('ConfigMap', 'bad', {}, { namespace: null })],
  ])('holds whatever is no longer planned where an object %s', (_, object) => {
    expect(held(run([object]))).toStrictEqual(['sources-in-error *'])
  })

  it('holds both of two that are one', () => {
    const result = run([{ ...federated('ConfigMap', 'good'), apiVersion: 'types.kubefed.k8s.io/v1beta1' }])
    expect(held(result)).toStrictEqual(['object-in-error shop/configmaps/good.yaml', 'sources-in-error *'])
    expect(result.tree?.files.some((each) => each.path.includes('good'))).toBe(false)
  })

  it('holds every object whose namespace cannot be placed', () => {
    const bad = federatedNamespace('auth', { placement: { clusterSelector: { matchLabels: { '-': '' } } } })
    const result = run([bad, federated('ConfigMap', 'inside', {}, { namespace: 'auth' })])
    expect(held(result)).toStrictEqual([
      'object-in-error auth/configmaps/inside.yaml',
      'object-in-error _cluster/namespaces/auth.yaml',
    ])
  })

  it.each<[string, JsonObject, readonly string[]]>([
    [
      'the targets of a ClusterOverride that cannot be applied at all',
      clusterOverride('bad', { type: 'configmaps', names: ['good'] }, [
        { clusterSelector: {}, overrides: [{ path: '/kind', value: 'x' }] },
      ]),
      ['object-in-error shop/configmaps/good.yaml'],
    ],
    [
      'all that a ClusterOverride that cannot be read may be for',
      clusterOverride('bad', { type: 'configmap', names: ['good'] }, []),
      [
        'object-in-error shop/configmaps/good.yaml',
        'object-in-error _cluster/namespaces/shop.yaml',
        'sources-in-error *',
      ],
    ],
    [
      'nothing in another namespace than that of a ClusterOverride that cannot be read',
      clusterOverride('bad', {}, [], { namespace: 'auth' }),
      ['sources-in-error *'],
    ],
  ])('holds %s', (_, object, expected) => {
    expect(held(run([object]))).toStrictEqual(expected)
  })

  it('holds whatever is no longer planned beside a source that cannot be read', () => {
    const result = run([], { 'bad.yaml': 'apiVersion: v1\nkind: [' })
    expect(held(result)).toStrictEqual(['sources-in-error *'])
  })

  it.each<[string, readonly JsonObject[], Readonly<Record<string, string>>]>([
    ['a cluster', [kubeFedCluster('a')], {}],
    ['a type', [typeConfig('wrong.example.com', 'Widget'), typeConfig('wrong.example.com', 'Gadget')], {}],
    ['a source that may hold a cluster', [], { 'bad.yaml': 'kind: KubeFedCluster\n\tname: x' }],
    ['a source that may hold a type', [], { 'bad.yaml': 'kind: FederatedTypeConfig\n  x: [' }],
  ])('is closed in spite of keepGoing by an error of %s', (_, objects, extra) => {
    const result = run(objects, extra)
    expect(result.diagnostics.some((each) => each.severity === 'error')).toBe(true)
    expect(result.tree).toBeUndefined()
  })

  it('is closed in spite of keepGoing by a selected cluster that there is not', () => {
    const files = { 'all.yaml': documents(...fleet) }
    expect(renderFiles(files, { keepGoing: true, clusters: ['z'] }).tree).toBeUndefined()
  })

  it('is closed by a warning under strict', () => {
    const files = { 'all.yaml': documents(...fleet, federated('ConfigMap', 'bad', { plcement: {} })) }
    expect(renderFiles(files, { strict: true }).tree).toBeUndefined()
    expect(renderFiles(files, { strict: true, keepGoing: true }).tree?.held).toHaveLength(1)
  })
})

import { describe, expect, it } from 'vitest'
import { findMisreadings } from '../../../src/kubernetes/schema/find-misreadings.ts'
import type { JsonObject } from '../../../src/model/json.ts'

const metadata = { name: 'web', namespace: 'shop', labels: { Name: 'x', items: 'y' } }

function found(more: JsonObject, moreMetadata: JsonObject = {}): readonly string[] {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...metadata, ...moreMetadata }, ...more }
  return findMisreadings(object).map(({ kind, pointer }) => `${kind} ${pointer}`)
}

describe('findMisreadings', () => {
  it.each<[JsonObject]>([
    [{}],
    [{ data: { items: '[]', kind: 'Secret' }, spec: { items: [] }, item: [], itemsList: [] }],
    [{ subkind: 'x', kinds: [], name: 'y', namespace: 'z', apiVersions: [] }],
    [{ __proto__: null, constructor: {} }],
  ])('finds nothing in an object with %j', (more) => expect(found(more)).toStrictEqual([]))

  it.each<[JsonObject[string]]>([[[]], [[{}]], [{}], [null], [0], ['']])(
    'takes an object with the items %j for a list, as apimachinery does before it looks at them',
    (items) => expect(found({ items })).toStrictEqual(['list /items']),
  )

  it.each([
    ['Items', 'list /Items'],
    ['item\u017F', 'list /item\u017F'],
    ['KIND', 'identity /KIND'],
    ['\u212Aind', 'identity /\u212Aind'],
    ['apiversion', 'identity /apiversion'],
    ['Metadata', 'identity /Metadata'],
  ])('reads the key %j as encoding/json does, whatever its case', (key, misreading) =>
    expect(found({ [key]: 'x' })).toStrictEqual([misreading]),
  )

  it.each(['Name', 'name\u017Fpace', 'nameSpace'])('reads the key %j of the metadata likewise', (key) =>
    expect(found({}, { [key]: 'x' })).toStrictEqual([`identity /metadata/${key}`]),
  )

  it('names the field that a key is taken for', () => {
    expect(findMisreadings({ APIVersion: 'v1' })).toStrictEqual([
      { kind: 'identity', pointer: '/APIVersion', takenFor: 'apiVersion' },
    ])
  })

  it.each<[JsonObject, string[]]>([
    [{ 'config.kubernetes.io/local-config': 'true' }, ['config.kubernetes.io~1local-config']],
    [{ 'config.kubernetes.io/local-config': '' }, ['config.kubernetes.io~1local-config']],
    [{ 'config.kubernetes.io/local-config': 'false' }, []],
    [
      { 'internal.config.kubernetes.io/needsHashSuffix': 'enabled' },
      ['internal.config.kubernetes.io~1needsHashSuffix'],
    ],
    [{ 'config.kubernetes.io/origin': 'x', 'argocd.argoproj.io/hook': 'PreSync' }, []],
  ])('finds the annotations that kustomize obeys among %j', (annotations, keys) => {
    expect(found({}, { annotations })).toStrictEqual(
      keys.map((key) => `directive /metadata/annotations/${key}`),
    )
  })

  it('finds nothing in metadata and annotations that are no mappings', () => {
    expect(found({}, { annotations: ['x'] })).toStrictEqual([])
    expect(findMisreadings({ metadata: null })).toStrictEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { readObjectSchema } from '../../../src/kubernetes/schema/read-object-schema.ts'
import { readResourceDefinition } from '../../../src/kubernetes/schema/resource-definition.ts'
import { checkStructure } from '../../../src/kubernetes/schema/check-structure.ts'
import type { Json, JsonObject } from '../../../src/model/json.ts'
import { deepFreeze } from '../../helpers/deep-freeze.ts'

function definition(spec: JsonObject, version = 'v1'): JsonObject {
  return deepFreeze({
    apiVersion: `apiextensions.k8s.io/${version}`,
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.com' },
    spec: { group: 'example.com', names: { kind: 'Widget', plural: 'widgets' }, ...spec },
  })
}

const openAPIV3Schema = {
  type: 'object',
  properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } } },
}

/** The pointers at which an object differs from what a definition's version says. */
function faultsOf(crd: JsonObject, version: string, object: JsonObject): readonly string[] {
  const defined = readResourceDefinition(crd)?.versions.get(version)
  if (defined === undefined) throw new Error(`${version} is not served`)
  return checkStructure(object, readObjectSchema(defined), () => ({})).map((each) => each.pointer)
}

const oversized = { spec: { size: 'big', sise: 1 } }

describe('readResourceDefinition', () => {
  it('reads the group, the kind and the versions that are served', () => {
    const versions = [
      { name: 'v2', served: true, storage: true, schema: { openAPIV3Schema } },
      { name: 'v1', served: false, storage: false, schema: { openAPIV3Schema } },
    ]
    const read = readResourceDefinition(definition({ versions }))
    expect(read).toMatchObject({ name: 'widgets.example.com', group: 'example.com', kind: 'Widget' })
    expect([...(read?.versions.keys() ?? [])]).toStrictEqual(['v2'])
    expect(faultsOf(definition({ versions }), 'v2', oversized)).toStrictEqual(['/spec/size', '/spec/sise'])
  })

  it('reads v1beta1, which has one schema for all versions and keeps unknown fields unless it is told not to', () => {
    const spec = { version: 'v1', validation: { openAPIV3Schema } }
    expect(faultsOf(definition(spec, 'v1beta1'), 'v1', oversized)).toStrictEqual(['/spec/size'])
    expect(
      faultsOf(definition({ ...spec, preserveUnknownFields: false }, 'v1beta1'), 'v1', oversized),
    ).toStrictEqual(['/spec/size', '/spec/sise'])
  })

  it('takes everything where there is no schema', () => {
    expect(faultsOf(definition({ versions: [{ name: 'v1' }] }), 'v1', oversized)).toStrictEqual([])
  })

  it.each<[string, JsonObject]>([
    ['another kind', { apiVersion: 'v1', kind: 'ConfigMap' }],
    [
      'a definition without spec',
      { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' },
    ],
    ['a definition without kind', definition({ names: null })],
    ['a definition of no group', definition({ group: 7 })],
  ])('is nothing of %s', (_, object) => {
    expect(readResourceDefinition(object)).toBeUndefined()
  })
})

describe('readObjectSchema', () => {
  const faults = (schema: Json, value: Json): readonly string[] => {
    const crd = definition({
      versions: [
        { name: 'v1', schema: { openAPIV3Schema: { type: 'object', properties: { spec: schema } } } },
      ],
    })
    return faultsOf(crd, 'v1', {
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      metadata: { name: 'x' },
      status: 1,
      spec: value,
    })
  }

  it.each<[what: string, schema: Json, good: readonly Json[], bad: readonly Json[]]>([
    ['int-or-string', { 'x-kubernetes-int-or-string': true }, [1, '10%'], [true, 1.5]],
    ['open mappings', { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }, [{ a: 1 }], ['a']],
    ['mappings of any values', { type: 'object', additionalProperties: true }, [{ a: 1 }], ['a']],
    [
      'mappings of one type',
      { type: 'object', additionalProperties: { type: 'string' } },
      [{ a: 'b' }],
      [{ a: 1 }],
    ],
    ['lists', { type: 'array', items: { enum: ['a'] } }, [['a']], [['b']]],
    ['required fields', { type: 'object', required: ['a', 5], properties: { a: {} } }, [{ a: 1 }], [{}]],
    [
      'embedded objects',
      { type: 'object', 'x-kubernetes-embedded-resource': true },
      [{ kind: 'Pod', metadata: {} }],
      [{ spec: 1 }],
    ],
    [
      'what is no schema',
      { type: 'strin', properties: 5, items: 'x', additionalProperties: 'y' },
      [1, 'x', { a: 1 }],
      [],
    ],
    ['what is no mapping', 'schema', [1, { a: 1 }], []],
  ])('reads %s', (_, schema, good, bad) => {
    for (const value of good) expect(faults(schema, value), JSON.stringify(value)).toStrictEqual([])
    for (const value of bad) expect(faults(schema, value), JSON.stringify(value)).toHaveLength(1)
  })
})

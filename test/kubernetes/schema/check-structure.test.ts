import { describe, expect, it } from 'vitest'
import { checkStructure } from '../../../src/kubernetes/schema/check-structure.ts'
import type { Json } from '../../../src/model/json.ts'
import type { StructuralSchema } from '../../../src/model/structural-schema.ts'
import { deepFreeze } from '../../helpers/deep-freeze.ts'

const definitions: Readonly<Record<string, StructuralSchema>> = {
  Tree: { type: 'object', properties: { children: { type: 'array', items: { $ref: 'Tree' } } } },
}

/** The faults of a value as lines: `<pointer> <what>`. */
function faultsOf(value: Json, schema: StructuralSchema): readonly string[] {
  const faults = checkStructure(deepFreeze(value), deepFreeze(schema), (name) => definitions[name] ?? {})
  return faults.map((fault) => {
    switch (fault.kind) {
      case 'unknown-field':
        return `${fault.pointer} unknown`
      case 'missing-field':
        return `${fault.pointer} lacks ${fault.field}`
      case 'more-faults':
        return `more than ${fault.reported}`
      case 'invalid-value':
        return `${fault.pointer} ${fault.problem}`
    }
  })
}

describe('checkStructure', () => {
  it.each<[schema: StructuralSchema, good: readonly Json[], bad: readonly Json[]]>([
    [{ type: 'string' }, ['', 'x'], [1, true, [], {}]],
    [{ type: 'integer' }, [0, -1, 2 ** 60, 2n ** 63n], [1.5, '1', true]],
    [{ type: 'number' }, [0, 1.5, 2n ** 63n], ['1', false]],
    [{ type: 'boolean' }, [true, false], ['true', 0, 'yes']],
    [{ type: 'array' }, [[], [1, 'x']], [{}, 'x']],
    [{ type: 'array', items: { type: 'string' } }, [['x', null]], [[1]]],
    [{ type: 'array', items: { type: 'string', isNotNull: true } }, [['x']], [['x', null]]],
    [{ type: 'object' }, [{}], [[], 'x']],
    [{ type: ['string', 'integer'] }, ['http', 80], [80.5, true]],
    [{}, [1, 'x', [], { any: 'thing' }], []],
    [{ type: 'integer', format: 'int32' }, [-(2 ** 31), 2 ** 31 - 1], [2 ** 31, 2n ** 40n]],
    [{ type: 'integer', format: 'int64' }, [2n ** 63n - 1n], [2n ** 63n, 1e300]],
    [
      { type: 'string', format: 'byte' },
      ['', 'aHVudGVy', 'aA==', 'aHVu\ndGVy\n'],
      ['hunter2!', 'aA=', 'a-_b'],
    ],
    [
      { type: ['string', 'number'], format: 'quantity' },
      ['100m', '1.5Gi', 0.5, 2, '1e3'],
      ['100x', '', 'ten', '1.5 Gi'],
    ],
    [{ type: 'string', format: 'date-time' }, ['yesterday'], []],
    [{ enum: ['a', 1] }, ['a', 1], ['b', 2]],
  ])('%j', (schema, good, bad) => {
    for (const value of good) expect(faultsOf(value, schema), String(value)).toStrictEqual([])
    for (const value of bad) expect(faultsOf(value, schema), String(value)).toHaveLength(1)
  })

  it('says what a value must be, and never the value', () => {
    expect(
      faultsOf(
        { data: { password: 42 } },
        { type: 'object', properties: { data: { additionalProperties: { type: 'string' } } } },
      ),
    ).toStrictEqual(['/data/password must be of type string, not integer'])
    expect(faultsOf('hunter2', { enum: ['a', 'b'] })).toStrictEqual([' must be one of "a", "b"'])
  })

  it('takes null for absent, also where a field is required', () => {
    const schema = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } as const
    expect(faultsOf(null, schema)).toStrictEqual([])
    expect(faultsOf({ name: null }, schema)).toStrictEqual([' lacks name'])
    expect(faultsOf({}, schema)).toStrictEqual([' lacks name'])
  })

  it('knows no fields but those of the schema, unless it keeps unknown ones', () => {
    const properties = { 'a/b~c': { type: 'object' } } as const
    expect(faultsOf({ 'a/b~c': { x: 1 }, y: 2 }, { type: 'object', properties })).toStrictEqual([
      '/a~1b~0c/x unknown',
      '/y unknown',
    ])
    const open = { type: 'object', properties, 'x-kubernetes-preserve-unknown-fields': true } as const
    expect(faultsOf({ 'a/b~c': { x: 1 }, y: 2 }, open)).toStrictEqual(['/a~1b~0c/x unknown'])
  })

  it('does not take what every object inherits for a field', () => {
    const value = JSON.parse('{"constructor": 1, "__proto__": 2}') as Json
    expect(faultsOf(value, { type: 'object', properties: {} })).toStrictEqual([
      '/constructor unknown',
      '/__proto__ unknown',
    ])
    expect(faultsOf({}, { type: 'object', required: ['toString'] })).toStrictEqual([' lacks toString'])
  })

  it('reports a thousand faults of a value, and that there are more', () => {
    const list = { type: 'array', items: { type: 'string' } } as const
    const numbers = (length: number): readonly string[] => faultsOf(Array.from({ length }, Number), list)
    expect(numbers(1000)).toHaveLength(1000)
    expect(numbers(1000)).not.toContain('more than 1000')
    expect(numbers(5000)).toHaveLength(1001)
    expect(numbers(5000).at(-1)).toBe('more than 1000')
  })

  it('goes through definitions that refer to themselves', () => {
    const leaf = { children: [{ children: [{ child: 1 }] }] }
    expect(faultsOf({ children: [leaf, {}] }, { $ref: 'Tree' })).toStrictEqual([
      '/children/0/children/0/children/0/child unknown',
    ])
  })

  it('reports nothing below a value of the wrong type', () => {
    const schema = { type: 'array', items: { type: 'string' } } as const
    expect(faultsOf({ 0: 1 }, schema)).toStrictEqual([' must be of type array, not object'])
  })
})

import { describe, expect, it } from 'vitest'
import { createSchemaValidator } from '../../../src/stages/validate/schema-validator.ts'

const schema = {
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 1 },
    size: { type: ['integer', 'null'] },
    mode: { enum: ['a', 'b'] },
    fixed: { const: 1 },
    list: { type: 'array', minItems: 1, items: { type: 'string', pattern: '^x' } },
  },
}
const validate = createSchemaValidator(new Map([['it.json', schema]]))

describe('createSchemaValidator', () => {
  it.each([
    [{}, ' lacks the field "name"'],
    [{ name: '' }, '/name must not be empty'],
    [{ name: 'x', size: 'big' }, '/size must be of type integer or null'],
    [{ name: 'x', mode: 'c' }, '/mode must be one of "a", "b"'],
    [{ name: 'x', fixed: 2 }, '/fixed must be 1'],
    [{ name: 'x', list: [] }, '/list must not be empty'],
    [{ name: 'x', list: ['x', 'y'] }, '/list/1 must match pattern "^x"'],
    [{ name: 'x', 'a/b': 1 }, '/a~1b is not a field of this type'],
  ])('says of %j: %s', (value, expected) => {
    expect(validate('it.json', value).map((each) => `${each.pointer} ${each.problem}`)).toStrictEqual([
      expected,
    ])
  })

  it('finds every fault, and names the fields that there are beside an unknown one', () => {
    const faults = validate('it.json', { nmae: 'x', mode: 'c' })
    expect(faults.map((each) => each.kind)).toStrictEqual(['violation', 'unknown-field', 'violation'])
    expect(faults[1]?.known).toStrictEqual(['name', 'size', 'mode', 'fixed', 'list'])
  })

  it('takes a value that follows the schema', () =>
    expect(validate('it.json', { name: 'x', size: null })).toStrictEqual([]))

  it('asks for a schema once, which is a file, whatever the number of objects and of their faults', () => {
    const asked: string[] = []
    const schemas = { get: (path: string) => (asked.push(path), schema) }
    const check = createSchemaValidator(schemas)
    for (const name of ['x', '', 'y']) check('it.json', { name })
    expect(asked).toStrictEqual(['it.json'])
  })

  it('is a bug where the schema does not exist', () => {
    expect(() => validate('other.json', {})).toThrow('invariant')
  })
})

import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { patchBetween } from '../../src/authoring/clusters/patch-between.ts'
import { applyOperation } from '../../src/json/patch.ts'
import { equalJson } from '../../src/json/equal.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'

const { value: anyValue } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Json>('x', 'y', 1, 1.5, true, null, 2n ** 64n),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.constantFrom('a', 'a/b', 'm~n', '0', '-', ''), tie('value'), { maxKeys: 3 }),
  ),
}))
const object: fc.Arbitrary<JsonObject> = fc.record({ spec: anyValue })

it('the operations between two objects make one of the other, and name no path twice', () => {
  fc.assert(
    fc.property(object, object, (from, to) => {
      const operations = patchBetween(from, to)
      const made = operations.reduce<Json>((before, operation) => {
        const result = applyOperation(before, operation)
        if ('failure' in result) throw new Error(`${operation.op} ${operation.path}`)
        return result.value
      }, from)
      expect(equalJson(made, to)).toBe(true)
      expect(new Set(operations.map(({ path }) => path)).size).toBe(operations.length)
    }),
    { numRuns: 500 },
  )
})

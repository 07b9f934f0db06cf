import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { chooseTemplate } from '../../src/authoring/clusters/choose-template.ts'
import { patchBetween } from '../../src/authoring/clusters/patch-between.ts'
import type { JsonObject } from '../../src/model/json.ts'

const leaf = [undefined, 'x', 'y']
/** Every mapping of three fields, of which each has one of two values or none. */
const all: readonly JsonObject[] = leaf.flatMap((a) =>
  leaf.flatMap((b) =>
    leaf.map((c) => ({
      ...(a !== undefined && { a }),
      ...(b !== undefined && { b }),
      ...(c !== undefined && { c }),
    })),
  ),
)
const count = fc.integer({ min: 1, max: 4 })
const variants = fc
  .uniqueArray(fc.record({ index: fc.nat({ max: all.length - 1 }), count }), {
    minLength: 1,
    maxLength: 5,
    selector: ({ index }) => index,
  })
  .map((chosen) =>
    chosen.map(({ index, count: clusters }) => ({
      clusters: Array.from({ length: clusters }, (_, each) => `c${index}-${each}`),
      value: { metadata: {}, data: all[index] ?? {} },
    })),
  )

it('no template needs fewer operations in the overrides than the one that is chosen', () => {
  fc.assert(
    fc.property(variants, (given) => {
      const costOf = (value: JsonObject): number =>
        given.reduce((sum, each) => sum + patchBetween(value, each.value).length * each.clusters.length, 0)
      const { value } = chooseTemplate(given, (template) => template)
      const least = Math.min(...all.map((data) => costOf({ metadata: {}, data })))
      expect(costOf(value)).toBe(least)
    }),
    { numRuns: 300 },
  )
})

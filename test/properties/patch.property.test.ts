import * as fc from 'fast-check'
import jsonpatch from 'fast-json-patch'
import { describe, expect, it } from 'vitest'
import { applyOperation, type PatchOperation } from '../../src/json/patch.ts'
import { childPointer } from '../../src/json/pointer.ts'
import type { Json } from '../../src/model/json.ts'
import { deepFreeze } from '../helpers/deep-freeze.ts'

/** Every pointer below the root of a value, and two for what is not there yet in each list and mapping. */
function pointersOf(value: Json, pointer = ''): string[] {
  if (typeof value !== 'object' || value === null) return []
  const missing = Array.isArray(value) ? ['-', value.length] : ['new', 'x/y~z']
  return [
    ...missing.map((key) => childPointer(pointer, key)),
    ...Object.keys(value).map((key) => childPointer(pointer, key)),
    ...Object.entries(value).flatMap(([key, item]) => pointersOf(item, childPointer(pointer, key))),
  ]
}

const key = fc.constantFrom('a', 'b', '0', '-', '', 'a/b', 't~q', 'labels')

const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 0, 1.5, 'text'),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(key, tie('json'), { maxKeys: 4, noNullPrototype: true }),
  ),
}))

const edit: fc.Arbitrary<readonly [Json, PatchOperation]> = fc
  .dictionary(key, json, { minKeys: 1, maxKeys: 4, noNullPrototype: true })
  .chain((document) =>
    fc.tuple(
      fc.constant(document as Json),
      fc.record({
        op: fc.constantFrom('add' as const, 'remove' as const, 'replace' as const),
        path: fc.constantFrom(...pointersOf(document), '/nowhere/at/all'),
        value: json,
      }),
    ),
  )

/** fast-json-patch's answer, or undefined where it refuses. */
function oracle(document: Json, operation: PatchOperation): Json | undefined {
  try {
    const copy = structuredClone(document)
    return jsonpatch.applyPatch(copy, [structuredClone(operation)], true).newDocument
  } catch {
    return undefined
  }
}

describe('applyOperation', () => {
  it('gives what fast-json-patch gives, but that replace may create a last key', () => {
    let applied = 0
    fc.assert(
      fc.property(edit, ([document, operation]) => {
        const result = applyOperation(deepFreeze(document), deepFreeze(operation))
        if ('value' in result && result.created) {
          expect(oracle(document, operation)).toBeUndefined()
          expect(result.value).toStrictEqual(oracle(document, { ...operation, op: 'add' }))
          return
        }
        expect('value' in result ? result.value : undefined).toStrictEqual(oracle(document, operation))
        if ('value' in result) applied += 1
      }),
      { numRuns: 3000 },
    )
    expect(applied).toBeGreaterThan(1000)
  })

  it('undoes by remove what an add has put where nothing was', () => {
    fc.assert(
      fc.property(edit, ([document, { path, value }]) => {
        const added = applyOperation(document, { op: 'add', path, value })
        const there = applyOperation(document, { op: 'remove', path, value: null })
        fc.pre('value' in added && 'failure' in there && !path.endsWith('/-'))
        const removed = applyOperation('value' in added ? added.value : null, {
          op: 'remove',
          path,
          value: null,
        })
        expect(removed).toStrictEqual({ value: document, created: false })
      }),
    )
  })

  it('gives for a row of operations what each of them gives alone, and changes neither document nor values', () => {
    const row = fc.tuple(edit, fc.array(edit, { maxLength: 6 }))
    fc.assert(
      fc.property(row, ([[document, first], others]) => {
        const operations = [first, first, ...others.map(([, operation]) => operation)]
        deepFreeze([document, ...operations] as Json[])
        const copies = new Set<Json>()
        let [alone, together] = [document, document]
        for (const operation of operations) {
          const [one, many] = [applyOperation(alone, operation), applyOperation(together, operation, copies)]
          expect(many).toStrictEqual(one)
          if ('value' in one) alone = one.value
          if ('value' in many) together = many.value
        }
        expect(together).toStrictEqual(alone)
      }),
      { numRuns: 1000 },
    )
  })
})

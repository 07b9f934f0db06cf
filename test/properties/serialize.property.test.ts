import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { equalJson } from '../../src/json/equal.ts'
import type { Json } from '../../src/model/json.ts'
import { readDocument } from '../../src/yaml/read/read-document.ts'
import { serialize } from '../../src/yaml/write/serialize.ts'
import { nastyObject } from '../helpers/nasty-json.ts'

/** Both versions of npm's yaml make a `__proto__` key an own property. */
function readBack(text: string, version: '1.1' | '1.2'): Json {
  const document = parseDocument(text, { version, intAsBigInt: true })
  expect(document.errors).toStrictEqual([])
  return document.toJS() as Json
}

describe('serialize', () => {
  it.each(['1.1', '1.2'] as const)('writes what a YAML %s reader reads back', (version) => {
    fc.assert(
      fc.property(nastyObject, (object) => {
        expect(equalJson(readBack(serialize(object), version), object)).toBe(true)
      }),
      { numRuns: 1500 },
    )
  })

  it('writes what fedrender itself reads back, with nothing ambiguous in it', () => {
    fc.assert(
      fc.property(nastyObject, (object) => {
        const { value, problems, ambiguous } = readDocument(serialize(object))
        expect(problems).toStrictEqual([])
        expect(ambiguous).toStrictEqual([])
        expect(equalJson(value ?? null, object)).toBe(true)
      }),
      { numRuns: 1500 },
    )
  })

  it('never writes a character that go-yaml refuses or takes for a line break, nor a line that ends the document', () => {
    fc.assert(
      fc.property(nastyObject, (object) => {
        const text = serialize(object)
        expect(text).not.toMatch(/(?![\t\n])\p{Cc}|[\p{Zl}\p{Zp}\p{Cs}\ufeff\ufffe\uffff]/u)
        expect(text).not.toMatch(/^(?:---|\.\.\.|%)/m)
        expect(text.endsWith('\n')).toBe(true)
      }),
      { numRuns: 1500 },
    )
  })
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseExactJson } from './parse-exact-json.ts'

describe('parseExactJson', () => {
  it('keeps integers of int64 and uint64 exact and leaves larger ones to doubles', () => {
    const text =
      '[9007199254740993, -9223372036854775808, 18446744073709551615, 18446744073709551616, 1e20, 7]'
    expect(parseExactJson(text)).toStrictEqual([
      9007199254740993n,
      -(2n ** 63n),
      2n ** 64n - 1n,
      2 ** 64,
      1e20,
      7,
    ])
  })

  it('reads all else as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (json) => {
        fc.pre(!/[0-9]{16}/.test(json))
        const text = `[${json}, 9007199254740993]`
        expect(parseExactJson(text)).toStrictEqual([JSON.parse(json), 9007199254740993n])
      }),
    )
  })

  it.each(['', '[1', '{"a" 1}', '1 2'])('refuses %j', (text) => {
    expect(() => parseExactJson(`[1000000000000000000, ${text}`)).toThrow(SyntaxError)
  })
})

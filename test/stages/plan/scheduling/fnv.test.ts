import { describe, expect, it } from 'vitest'
import { fnv32 } from '../../../../src/stages/plan/scheduling/fnv.ts'

describe('fnv32', () => {
  it('is the offset basis for nothing', () => {
    expect(fnv32('')).toBe(0x811c9dc5)
  })

  it("gives the published FNV-1 test vectors, which are not FNV-1a's", () => {
    expect(fnv32('a')).toBe(0x050c5d7e)
    expect(fnv32('foobar')).toBe(0x31f0b262)
  })

  it('hashes texts as one text', () => {
    expect(fnv32('foo', 'bar')).toBe(fnv32('foobar'))
  })

  it('hashes the UTF-8 bytes of every length', () => {
    for (const text of ['é', 'ß-x', '€', '漢字', '😀a', '\u{10ffff}', '\u07ff\u0800\uffff']) {
      expect(fnv32(text)).toBe(fnv32OfBytes(new TextEncoder().encode(text)))
    }
  })

  it('takes a lone surrogate for U+FFFD', () => {
    expect(fnv32('\ud800a')).toBe(fnv32('\ufffda'))
  })
})

function fnv32OfBytes(bytes: Uint8Array): number {
  let hash = 0x811c9dc5n
  for (const byte of bytes) hash = ((hash * 0x01000193n) & 0xffffffffn) ^ BigInt(byte)
  return Number(hash)
}

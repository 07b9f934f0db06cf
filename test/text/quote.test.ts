import { expect, it } from 'vitest'
import { printable, quote } from '../../src/text/quote.ts'

it.each([
  ['a', '"a"'],
  ['a"b\\', String.raw`"a\"b\\"`],
  ['\n\u001b[31m', String.raw`"\n\u001b[31m"`],
  ['\u009b31m\u007f', String.raw`"\u009b31m\u007f"`],
  ['\u202ecod\u2066', String.raw`"\u202ecod\u2066"`],
  ['\u2028\ufeff', String.raw`"\u2028\ufeff"`],
  ['grün', '"grün"'],
])('quotes %j so that no terminal obeys it', (value, quoted) => expect(quote(value)).toBe(quoted))

it('cuts what is too long for a message', () => {
  expect(quote('x'.repeat(120))).toBe(`"${'x'.repeat(120)}"`)
  expect(quote('x'.repeat(121))).toBe(`"${'x'.repeat(120)}…"`)
})

it('leaves a path as it is but for what a terminal obeys', () => {
  expect(printable('a "b"/ü\u001b[2J\u202e')).toBe(String.raw`a "b"/ü\u001b[2J\u202e`)
})

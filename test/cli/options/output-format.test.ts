import { expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { formatData, formatDataPieces } from '../../../src/cli/options/output-format.ts'
import { printableLines } from '../../../src/text/quote.ts'

const hostile = {
  a: [
    '::error::x',
    '\u202ek\u009b',
    'a\nb\u009b\n::x',
    '##[error]',
    '\u{e0041}y',
    'a\n  ::error::z\n',
    '\r\n',
    '\u2028',
  ],
  '::key': 1,
  '\u001b[2J': { 'two\nlines': '', '##vso[x]': null },
}

it.each(['json', 'yaml'] as const)(
  'writes as %s no character that a terminal obeys, and every value',
  (format) => {
    const text = formatData(hostile, format)
    expect(printableLines(text)).toBe(text)
    expect(format === 'json' ? JSON.parse(text) : parse(text, { version: '1.1' })).toStrictEqual(hostile)
  },
)

it('writes a mapping in pieces of whole lines, which together are its text', () => {
  const items = Array.from({ length: 3000 }, (_, at) => ({ at, big: 2n ** 70n, none: undefined, ...hostile }))
  const mappings = [
    {},
    { none: undefined },
    { '::a': [], '\u009b': {}, b: [undefined, null, [], {}, '::x'], c: undefined },
    { ...hostile, items, after: [[1, [2]]], big: 2n ** 70n },
  ]
  for (const each of mappings) {
    const pieces = [...formatDataPieces(each, 'json')]
    expect(pieces.join('')).toBe(formatData(each, 'json'))
    expect(pieces.filter((piece) => !piece.endsWith('\n'))).toStrictEqual([])
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(2 ** 17)
    expect([...formatDataPieces(each, 'yaml')]).toStrictEqual([formatData(each, 'yaml')])
  }
})

it.each([
  ['a list', (items: Iterable<unknown>) => [{ a: 1, items }, { items: [] }, 'x']],
  ['a mapping', (items: Iterable<unknown>) => ({ a: [1], items, b: {} })],
] as const)('writes the items of %s as they are made, as it writes those of an array', (_, dataOf) => {
  const items = Array.from({ length: 3000 }, (_each, at) => ({ at, list: [at], ...hostile }))
  for (const each of [items, []]) {
    const iterable = { [Symbol.iterator]: () => each[Symbol.iterator]() }
    expect([...formatDataPieces(dataOf(iterable), 'json')].join('')).toBe(formatData(dataOf(each), 'json'))
    expect([...formatDataPieces(dataOf(iterable), 'yaml')].join('')).toBe(formatData(dataOf(each), 'yaml'))
  }
})

it('has no more than a piece of a list that is in a list', () => {
  const objects = [{ items: Array.from({ length: 20_000 }, (_, at) => ({ at })) }]
  const pieces = [...formatDataPieces(objects, 'json')]
  expect(pieces.join('')).toBe(formatData(objects, 'json'))
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(2 ** 17)
})

it('writes plain data as YAML for readers of version 1.1', () => {
  const plain = { a: [1, 'x'], yes: 'yes', o: {}, t: 'a\nb\n', d: '2001-01-01', n: '012', big: 2n ** 70n }
  expect(formatData(plain, 'yaml')).toBe(
    stringify(plain, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false }),
  )
})

import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { formatData, formatDataPieces } from '../../../src/cli/results/format-data.ts'
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

/** Integers as JSON has them: beyond 2^53 as a text. */
function asDoubles(_: string, value: unknown): unknown {
  if (typeof value !== 'bigint') return value
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
}

it('writes a mapping in pieces of whole lines, which together are its text', () => {
  const items = Array.from({ length: 3000 }, (_, at) => ({ at, big: 2n ** 70n, none: undefined, ...hostile }))
  const mappings = [
    {},
    { none: undefined },
    { '::a': [], '\u009b': {}, b: [undefined, null, [], {}, '::x'], c: undefined },
    { ...hostile, items, after: [[1, [2]]], big: 2n ** 70n },
  ]
  for (const each of mappings) {
    for (const format of ['json', 'yaml'] as const) {
      const pieces = [...formatDataPieces(each, format)]
      expect(pieces.join('')).toBe(formatData(each, format))
      expect(pieces.filter((piece) => !piece.endsWith('\n'))).toStrictEqual([])
      expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(2 ** 17)
    }
    const json = JSON.parse(formatData(each, 'json')) as unknown
    const yaml = parse(formatData(each, 'yaml'), { version: '1.1', intAsBigInt: true }) as unknown
    expect(JSON.parse(JSON.stringify(yaml, asDoubles))).toStrictEqual(json)
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
  for (const format of ['json', 'yaml'] as const) {
    const pieces = [...formatDataPieces(objects, format)]
    expect(pieces.join('')).toBe(formatData(objects, format))
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(2 ** 17)
  }
})

it('writes plain data as manifests are written, for readers of YAML 1.1 and 1.2', () => {
  const plain = { a: [1, 'x', []], yes: 'yes', o: {}, t: 'a\nb\n', d: '2001-01-01', n: '012', big: 2n ** 70n }
  expect(formatData(plain, 'yaml')).toBe(
    'a:\n- 1\n- x\n- []\n"yes": "yes"\no: {}\nt: |\n  a\n  b\nd: "2001-01-01"\n"n": "012"\nbig: 1180591620717411303424\n',
  )
  for (const version of ['1.1', '1.2'] as const) {
    expect(parse(formatData({ ...plain, big: 1 }, 'yaml'), { version })).toStrictEqual({ ...plain, big: 1 })
  }
})

it('writes a long list with a key that is too long to be before its colon', () => {
  const key = 'k'.repeat(2000)
  const data = { [key]: Array.from({ length: 1000 }, (_, at) => at) }
  expect(parse([...formatDataPieces(data, 'yaml')].join(''))).toStrictEqual(data)
})

import { expect, it } from 'vitest'
import type { Json } from '../../../src/model/json.ts'
import { readDocument } from '../../../src/yaml/read/read-document.ts'

function read(text: string, format: 'yaml' | 'json' = 'yaml'): Json {
  const { value, problems } = readDocument(text, format)
  expect(problems).toStrictEqual([])
  return value ?? null
}

/** The kind of the first problem, and the text that it points at. */
function refuse(text: string): [kind: string, at: string] {
  const { value, problems } = readDocument(text)
  expect(value).toBeUndefined()
  const [problem] = problems
  return [problem?.kind ?? 'none', text.slice(problem?.start, problem?.end)]
}

it.each<[string, Json]>([
  ['a: yes\nb: "yes"\nc: 0644\n', { a: true, b: 'yes', c: 420 }],
  ['a: 18446744073709551615', { a: 18446744073709551615n }],
  ['a: 1e18\nb: 1234567890123456789.0', { a: 10n ** 18n, b: 1234567890123456800n }],
  ['a: -0.0', { a: 0 }],
  ['a: 2001-01-01\nb: 12:30', { a: '2001-01-01', b: '12:30' }],
  ['on: 1\n010: 2\n1.0: 3\n1e6: 4\n', { true: 1, 8: 2, 1: 3, '1e+06': 4 }],
  ['a: !!str 1\nb: !!int "1"\nc: !!binary aGk=\nd: !foo 1', { a: '1', b: 1, c: 'hi', d: '1' }],
  ['a: &x [1]\nb: *x\n', { a: [1], b: [1] }],
  ['{a:}', { 'a:': null }],
  ['[a:, -]', ['a:', '-']],
])('reads %j as go-yaml v2 does', (text, value) => {
  expect(read(text)).toStrictEqual(value)
})

it('reads lines inside brackets and quotes indented as little as they like', () => {
  expect(read('a: [\n1,\n\n2 ]\nb: {\n}\n')).toStrictEqual({ a: [1, 2], b: {} })
  expect(read('a: "x\ny\n\nz"\r\nb: 1\r\n')).toStrictEqual({ a: 'x y\nz', b: 1 })
})

it.each<[string, Json]>([
  ['k: [b\n\u00a0 ]', { k: ['b \u00a0'] }],
  ['k: [b\n\u3000\n]', { k: ['b \u3000'] }],
  ['k: [b\n\ufeff x\n ]', { k: ['b \ufeff x'] }],
  ['---\n\ufeffa: 1\nb: 2\n', { '\ufeffa': 1, b: 2 }],
  ['--- # c\ra: 1\r', { a: 1 }],
  ['a: |+\n  x\n  ', { a: 'x\n' }],
  ['a: |2\n    x\n   \nb: 1\n', { a: '  x\n \n', b: 1 }],
  ['k: |2\n    x\n  \ne: z\n', { k: '  x\n', e: 'z' }],
  ['a: |\n  x', { a: 'x' }],
  ['a: !x, b', { a: 'b' }],
])('reads %j with the blanks, breaks and tags of go-yaml v2', (text, value) => {
  expect(read(text)).toStrictEqual(value)
})

it.each([
  '{ "foo"\n  :bar }',
  '[&x\nd: ]',
  '{a: !x}',
  '[!x]',
  'a: !#T',
  'a: !!i# t 33',
  'a: !!timestamp 2001-1-0',
  '? k\n :',
  'd: [e\n\t]\n',
  'a:\n\t\n\tb: 1',
  '\ufeff\ufeffa: 1\nb: 2\n',
  `a: ${'x'.repeat(506)}\ufeff\nb: 1\n`,
])('refuses %j, as go-yaml v2 does or may', (text) => {
  expect(readDocument(text).value).toBeUndefined()
})

it('takes NEL, LS and PS for line breaks, as YAML 1.1 does', () => {
  expect(read('a: "x\u2028y"\nb: \'x\u0085y\'\n')).toStrictEqual({ a: 'x\u2028y', b: 'x y' })
  expect(read('a: 1 # note\u2028b: 2\n')).toStrictEqual({ a: 1, b: 2 })
  expect(refuse('a: x\u2028y\n')[0]).toBe('syntax')
})

it.each([
  ['a: "\\/"', '\\/'],
  ['a: "\\ud83d\\ude00"', '\\u'],
  ['a: .inf', '.inf'],
  ['a: [x?y]', '?'],
  ['a: [::1]', ':'],
  ['null: 1', 'null'],
  ['? [a]\n: b', '[a]'],
  ['a: *b', '*b'],
  ['a: &a [*a]', '*a'],
  ['a: !!int x', 'x'],
  ['a: !!binary "?"', '"?"'],
  ['<<: 1', '<<'],
  ['a: \u0007', '\u0007'],
  ['a:\n\t- b', '\t'],
  ['a: |\n  \tx\n', '\t'],
  ['{a\n: b}', ':'],
])('refuses %j where go-yaml v2 does', (text, at) => {
  expect(refuse(text)).toStrictEqual(['syntax', at])
})

it.each([
  ['a: 1\nb: 2\na: 3\n', 'a'],
  ['1: a\n"1": b\n', '"1"'],
  ['{x: {y: 1, y: 2}}', 'y'],
])('refuses the duplicate key of %j and names both places', (text, at) => {
  expect(refuse(text)).toStrictEqual(['duplicate-key', at])
  const [problem] = readDocument(text).problems
  expect(problem?.kind === 'duplicate-key' && problem.first.start).toBeLessThan(problem?.start ?? 0)
})

it('merges mappings, earlier ones of a list last, and refuses what two of them hold', () => {
  const merged = read('base: &b {p: 1}\nmore: &m {q: 2}\nall:\n  <<: [*b, *m]\n  r: 3\n')
  expect(Object.entries(merged as object)[2]).toStrictEqual(['all', { q: 2, p: 1, r: 3 }])
  expect(refuse('x: &x {p: 1}\ny:\n  <<: *x\n  p: 2\n')).toStrictEqual(['merge-override', 'p'])
  expect(refuse('x: &x {p: 1}\ny:\n  p: 2\n  <<: *x\n')).toStrictEqual(['merge-override', '<<'])
  expect(read('a: {"<<": 1}')).toStrictEqual({ a: { '<<': 1 } })
})

it('reads "__proto__" as a key like any other, and says so', () => {
  const { value, hasPrototypeKey } = readDocument('a: {__proto__: {polluted: true}}')
  const inner = (value as { readonly a: object }).a
  expect(Object.keys(inner)).toStrictEqual(['__proto__'])
  expect(Object.getPrototypeOf(inner)).toBe(Object.prototype)
  expect(hasPrototypeKey).toBe(true)
  expect(readDocument('a: {constructor: 1}').hasPrototypeKey).toBe(false)
})

it('reads JSON by its own rules', () => {
  const text = '{\n\t"a/b": "\\/\\ud83d\\ude00", "n": 1E3, "big": 9007199254740993,\n"u": "\u2028"}'
  expect(read(text, 'json')).toStrictEqual({ 'a/b': '/😀', n: 1000, big: 9007199254740993n, u: '\u2028' })
})

it('refuses a JSON number that no double can hold, as Go does', () => {
  expect(readDocument('{"a": 1e400}', 'json').value).toBeUndefined()
})

it('refuses content behind the end of a document', () => {
  expect(refuse('a: 1\n...\nb: 2\n')).toStrictEqual(['content-after-end', '...'])
  expect(read('a: 1\n...\n# note\n')).toStrictEqual({ a: 1 })
})

it.each([
  ['brackets', '['.repeat(10_000) + ']'.repeat(10_000)],
  ['open brackets', '{a: '.repeat(100_000)],
  ['dashes', `${'- '.repeat(10_000)}a`],
  ['indentation', Array.from({ length: 1000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
])('refuses deep nesting by %s without a stack overflow', (_name, text) => {
  expect(refuse(text)[0]).toBe('too-deep')
})

it('counts the depth that aliases add', () => {
  const nest = (name: string, inner: string): string =>
    `${name}: &${name} ${'['.repeat(100)}${inner}${']'.repeat(100)}`
  expect(refuse([nest('a', 'x'), nest('b', '*a'), nest('c', '*b')].join('\n'))[0]).toBe('too-deep')
})

it('bounds what aliases expand to, as go-yaml does', () => {
  const levels = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
  const lines = levels.map((name, index) => {
    const item = index === 0 ? 'lol' : `*${levels[index - 1]}`
    return `${name}: &${name} [${Array(10).fill(item).join(', ')}]`
  })
  const start = performance.now()
  expect(refuse(lines.join('\n'))[0]).toBe('syntax')
  expect(performance.now() - start).toBeLessThan(10_000)
  expect(readDocument(lines.slice(0, 2).join('\n')).problems).toStrictEqual([])
})

it('gives a document with many faults up early', () => {
  expect(readDocument('a: 1\n'.repeat(5000)).problems).toHaveLength(20)
})

it('notes plain scalars that other readers of YAML take for something else', () => {
  const { ambiguous } = readDocument('a: yes\nb: "yes"\n0644: 1\nc: *x\n'.replace('*x', '2001-01-01'))
  expect(ambiguous.map(({ text, part, kubectl, other }) => [text, part, kubectl, other])).toStrictEqual([
    ['yes', 'value', 'true', '"yes"'],
    ['0644', 'key', '420', '644'],
    ['2001-01-01', 'value', '"2001-01-01"', '"2001-01-01T00:00:00Z"'],
  ])
})

it('notes an anchored scalar once, however often an alias repeats it', () => {
  expect(readDocument('a: &x yes\nb: *x\nc: [*x]\n').ambiguous).toHaveLength(1)
})

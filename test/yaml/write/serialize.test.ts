import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import type { Json, JsonObject } from '../../../src/model/json.ts'
import { inTextOrder, serialize } from '../../../src/yaml/write/serialize.ts'

describe('serialize', () => {
  it('puts apiVersion, kind and metadata first, and keeps the order of all else', () => {
    const object = {
      spec: { z: 1, a: 2, name: 'x', kind: 'y' },
      metadata: {
        finalizers: ['f'],
        annotations: {},
        labels: { b: '1', a: '2' },
        namespace: 'shop',
        name: 'web',
      },
      kind: 'Deployment',
      apiVersion: 'apps/v1',
    }
    expect(serialize(object)).toBe(`apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  labels:
    b: "1"
    a: "2"
  annotations: {}
  finalizers:
  - f
spec:
  z: 1
  a: 2
  name: x
  kind: "y"
`)
  })

  it('writes sequences at the column of their key, and nested ones behind one another', () => {
    const object = {
      list: [1, [2, [3], []], { a: [{ b: 1, c: {} }], d: null }, {}, 'x'],
      empty: [],
      none: {},
    }
    expect(serialize(object)).toBe(`list:
- 1
- - 2
  - - 3
  - []
- a:
  - b: 1
    c: {}
  d: null
- {}
- x
empty: []
none: {}
`)
  })

  it.each<[string, Json, string]>([
    ['a word', 'nginx:1.25', 'nginx:1.25'],
    ['a flag', '--port=80', '--port=80'],
    ['an empty string', '', '""'],
    ['a boolean of YAML 1.1', 'off', '"off"'],
    ['an octal', '0644', '"0644"'],
    ['a time of day', '12:30', '"12:30"'],
    ['a date', '2001-01-01', '"2001-01-01"'],
    ['a merge key', '<<', '"<<"'],
    ['a long line', 'word '.repeat(100).trim(), 'word '.repeat(100).trim()],
    ['a colon and a space', 'a: b', '"a: b"'],
    ['JSON, without a thicket of backslashes', '{"a": "b\\n"}', `'{"a": "b\\n"}'`],
    ['both kinds of quotes', `"it's"`, `"\\"it's\\""`],
    ['a backslash beside both kinds of quotes', `"\\it's`, `"\\"\\\\it's"`],
    ['a tab', 'a\tb', '"a\\tb"'],
    ['a carriage return', 'a\r\nb', '"a\\r\\nb"'],
    ['a character beyond U+FFFF', 'a\u{1f600}', '"a\\U0001f600"'],
    ['a line separator', 'a\u2028b', '"a\\u2028b"'],
    ['a lone surrogate, as Go reads it', 'a\ud83d', '"a\\ufffd"'],
    ['the first and the last surrogate', '\ud800a\udfff', '"\\ufffda\\ufffd"'],
    ['the last character of four digits', 'a\uffff', '"a\\uffff"'],
    ['an integer', -12, '-12'],
    ['an integer beyond 2^53', 18446744073709551615n, '18446744073709551615'],
    ['a fraction', 0.1, '0.1'],
    ['a large double', 1e21, '1.0e+21'],
    ['a double beyond 2^53 that has an integer value', 2 ** 60, '1.152921504606847e+18'],
    ['a tiny double', 5e-7, '5.0e-7'],
    ['negative zero', -0, '-0.0'],
    ['true', true, 'true'],
  ])('writes %s', (_, value, text) => {
    expect(serialize({ k: value })).toBe(`k: ${text}\n`)
  })

  it.each<[string, string, string]>([
    ['one line break at the end', 'a\nb\n', '|\n  a\n  b\n'],
    ['none at the end', 'a\nb', '|-\n  a\n  b\n'],
    ['several at the end', 'a\n\n\n', '|+\n  a\n\n\n'],
    ['a space in front', ' a\nb\n', '|2\n   a\n  b\n'],
    ['a line break in front', '\na', '|2-\n\n  a\n'],
    ['empty lines and trailing spaces', 'a \n\n b\n', '|\n  a \n\n   b\n'],
    ['tabs behind the first character', 'a:\n\tb\n', '|\n  a:\n  \tb\n'],
    ['what looks like YAML', '---\n# c\nk: |\n', '|\n  ---\n  # c\n  k: |\n'],
    ['a tab in front', '\ta\n', '"\\ta\\n"\n'],
    ['a last line of spaces', 'a\n \n', '"a\\n \\n"\n'],
    ['a last line of several blanks', 'a\n \t ', '"a\\n \\t "\n'],
    ['a line of spaces before empty last lines', 'a\n \n\n', '"a\\n \\n\\n"\n'],
    ['line breaks only', '\n\n', '"\\n\\n"\n'],
    ['a carriage return', 'a\r\nb\n', '"a\\r\\nb\\n"\n'],
    ['an emoji, in the open', '\u{1f600}\n', '|\n  \u{1f600}\n'],
  ])('writes a string with %s', (_, value, text) => {
    expect(serialize({ k: value })).toBe(`k: ${text}`)
    expect(readBack(serialize({ l: [[value], { k: value }] }))).toStrictEqual({ l: [[value], { k: value }] })
  })

  it('quotes keys as it quotes values', () => {
    const object = { on: 1, '': 2, 'a: b': 3, '<<': 4, 'kubefed.io/managed': 5, 'a\nb': 6 }
    expect(serialize(object)).toBe('"on": 1\n"": 2\n"a: b": 3\n"<<": 4\nkubefed.io/managed: 5\n"a\\nb": 6\n')
  })

  it('writes a key too long for an implicit one as an explicit one', () => {
    const key = 'k'.repeat(1001)
    const object = { [key]: { a: [1] }, l: [{ [key]: [1, 'x\ny'] }, { [key]: 'x\ny\n' }] }
    expect(serialize({ [key]: 1 })).toBe(`? ${key}\n: 1\n`)
    expect(readBack(serialize(object))).toStrictEqual(object)
  })

  it('writes the longest implicit key that every reader takes as one', () => {
    const key = 'k'.repeat(1000)
    expect(serialize({ [key]: 1 })).toBe(`${key}: 1\n`)
  })

  it('writes an object without fields as one', () => {
    expect(serialize({})).toBe('{}\n')
  })

  it('takes a __proto__ key for a key like any other', () => {
    expect(serialize(JSON.parse('{"__proto__": {"__proto__": 1}}') as JsonObject)).toBe(
      '__proto__:\n  __proto__: 1\n',
    )
  })

  it('refuses what is no JSON number', () => {
    expect(() => serialize({ k: Infinity })).toThrow('invariant')
  })

  it.each(['1.1', '1.2'] as const)(
    'writes every text of the plain vectors so that YAML %s reads it back',
    (version) => {
      for (const line of readFileSync(new URL('../../vectors/yaml-plain.jsonl', import.meta.url), 'utf8')
        .trim()
        .split('\n')) {
        const { text } = JSON.parse(line) as { text: string }
        const object = { [text]: text, list: [text, { [text]: [text] }] }
        expect(readBack(serialize(object), version), serialize(object)).toStrictEqual(object)
      }
    },
  )
})

describe('inTextOrder', () => {
  it('gives the keys of an object and of its metadata the order that its text has', () => {
    const object = {
      spec: { metadata: { namespace: 'n', name: 'n' } },
      metadata: { finalizers: [], annotations: {}, labels: {}, namespace: 'shop', name: 'web' },
      kind: 'Deployment',
      apiVersion: 'apps/v1',
    }
    const ordered = inTextOrder(object)
    expect(ordered).toStrictEqual(object)
    expect(JSON.stringify(ordered)).toBe(JSON.stringify(readBack(serialize(object))))
    expect(Object.keys(inTextOrder({ metadata: null, kind: 'A' }))).toStrictEqual(['kind', 'metadata'])
  })
})

function readBack(text: string, version: '1.1' | '1.2' = '1.2'): unknown {
  const document = parseDocument(text, { version })
  expect(document.errors).toStrictEqual([])
  return document.toJS()
}

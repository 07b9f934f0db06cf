import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/model/json.ts'
import { readPlain } from '../../../src/yaml/plain/read-plain.ts'
import { readNodes } from '../../../src/yaml/read/read-nodes.ts'

const levels = Array.from({ length: 150 }, (_, level) => level)

function nest(line: (level: number) => string): string {
  return levels.map(line).join('')
}

describe('readPlain', () => {
  it.each<[text: string, value: Json]>([
    ['a: b\n', { a: 'b' }],
    ['# c\n\na: 1 # c\n\n  # d\nb: true\n', { a: 1, b: true }],
    ['a:\n  b:\n    c: ~\n  d:\n', { a: { b: { c: null }, d: null } }],
    ['a:\n- b\n- c: 1\n  d: 2\n-\n  - e\ng: h\n', { a: ['b', { c: 1, d: 2 }, ['e']], g: 'h' }],
    ['a:\n  - b: |\n      x\n\n       y\n    c: |-\n     z\n', { a: [{ b: 'x\n\n y\n', c: 'z' }] }],
    ['"1": "a # b: c"\nd: \'e\'\n', { 1: 'a # b: c', d: 'e' }],
    ['a: {b: [1, "c", {}], "d": -2}\ne: []\n', { a: { b: [1, 'c', {}], d: -2 }, e: [] }],
    ['a: x: y\n'.replace('x: ', 'x:'), { a: 'x:y' }],
    ['app.kubernetes.io/name: nginx:1.25\n', { 'app.kubernetes.io/name': 'nginx:1.25' }],
    ['f:a:\n  .: {}\n  k:{"b":"c"}: {}\na b: c\n', { 'f:a': { '.': {}, 'k:{"b":"c"}': {} }, 'a b': 'c' }],
    ['8080: a\ntrue: b\n', { 8080: 'a', true: 'b' }],
    ['a: :80\nb: ?c\nd: -e\n', { a: ':80', b: '?c', d: '-e' }],
    [
      'a: \u00e9 \u201cb\u201d\u00a0 # \u2013\nb\u00fc: \u{1f600}\n',
      { a: '\u00e9 \u201cb\u201d\u00a0', 'b\u00fc': '\u{1f600}' },
    ],
    ['a: b\r\nc: |\r\n  d\r\n', { a: 'b', c: 'd\n' }],
    ['# a\tb\na: "b\tc"\nd: |\n  e\n  \tf\n', { a: 'b\tc', d: 'e\n\tf\n' }],
    ['a: {{ b }}\n'.replace('{{', 'c {{'), { a: 'c {{ b }}' }],
    ['a: "\\"b\\" \\\\ \\n\\t\\r"\n', { a: '"b" \\ \n\t\r' }],
    ["a: 'it''s'\n'b''': c\n", { a: "it's", "b'": 'c' }],
    ['a: "b\n  c\n\n  d\\\n  \\ e\\\n\n  f"\n', { a: 'b c\nd e\nf' }],
    ["a: 'b\nc\n\n\n  d'\n", { a: 'b c\n\nd' }],
    ['a: b\n  c\n\n\n  - d\ne: f\n', { a: 'b c\n\n- d', e: 'f' }],
    ['a:\n  b c\n  d\ne:\n  - f\n    g\n', { a: 'b c d', e: ['f g'] }],
    ['a:\n  "b"\nc:\n  |\n  d\ne:\n  [f]\n', { a: 'b', c: 'd\n', e: ['f'] }],
    ['a: >\n  b\n  c\n\n  d\n   e\n  f\n\n   g\n', { a: 'b c\nd\n e\nf\n\n g\n' }],
    ['a: >-\n\n  b\n\n\n  c\n\nd: e\n', { a: '\nb\n\nc', d: 'e' }],
    ['a: |+\n\n  b\n\n\nc: |2+\n   d\n\n', { a: '\nb\n\n\n', c: ' d\n\n' }],
    ['a: |-2\n   b\n  c\nd: |\n   e\n     \n \n   f\n', { a: ' b\nc', d: 'e\n  \n\nf\n' }],
    ['a: >\n  b\n  \tc\n  d\n', { a: 'b\n\tc\nd\n' }],
    ['a:\n-b: c\n', { a: null, '-b': 'c' }],
    ['a:\n-\n- b:\n- c\n', { a: [null, { b: null }, 'c'] }],
    ['a: [-b, --c, d:e  f:g , ~, +h, \u00e9] # i\n', { a: ['-b', '--c', 'd:e  f:g', null, '+h', '\u00e9'] }],
    ['a: "b"\n\n# c\n  # d\n', { a: 'b' }],
    ['a:\n- - b\n  - c\n-   - d\n', { a: [['b', 'c'], ['d']] }],
    ['a: [b c,\n  "d", # e\n\n# f\n e:f,]\n', { a: ['b c', 'd', 'e:f'] }],
    ['a: {b: c~1d, "e":f,\n\'g\': "h\n  i",\n}\n', { a: { b: 'c~1d', e: 'f', g: 'h i' } }],
  ])('reads %j', (text, value) => {
    expect(readPlain(text)).toStrictEqual(value)
    expect(readNodes(text, 'yaml').value).toStrictEqual(value)
  })

  it.each([
    ['a next-line character', 'a: b\u0085\n'],
    ['a line separator', 'a: "b\u2028c"\n'],
    ['a byte order mark', '\ufeffa: b\n'],
    ['a control character', 'a: b\u0007\n'],
    ['half a character', 'a: \ud83d\n'],
    ['a tab after a colon', 'a:\tb\n'],
    ['a tab in a plain scalar', 'a: b\tc\n'],
    ['a tab that indents', 'a:\n\tb: c\n'],
    ['a tab that may indent a block', 'a: |\n  \tb\n'],
    ['a carriage return', 'a: b\rc: d\n'],
    ['no line break at the end', 'a: b'],
    ['markers', 'a: b\n...\n'],
    ['markers in quotes', 'a: "b\n--- c"\n'],
    ['markers in brackets', 'a: [\n... ]\n'],
    ['directives', '%YAML 1.1\n'],
    ['a mapping that is indented', '  a: b\nc: d\n'],
    ['actions on values of a chart', 'a: b-{{ .Values.c }}\n'],
    ['anchors', 'a: &b c\n'],
    ['aliases', 'a: *b\n'],
    ['tags', 'a: !!str 1\n'],
    ['merges', '<<: {a: b}\n'],
    ['a block that says twice what becomes of its breaks', 'a: |+2-\n  b\n'],
    ['a block with a comment on its first line', 'a: | # b\n  c\n'],
    ['an empty block', 'a: |\nb: c\n'],
    ['an empty block whose indentation is given', 'a: |2\n\nb: c\n'],
    ['a block that starts with a line of blanks', 'a: |\n   \n    b\n'],
    ['a block that gets shallower', 'a:\n  b: |\n      c\n    d\n'],
    ['a comment in a scalar over lines', 'a: b # c\n  d\n'],
    ['a line of comment in a scalar over lines', 'a: b\n  # c\n  d\n'],
    ['a key in a scalar over lines', 'a: b\n  c: d\n'],
    ['a colon at the end of a scalar over lines', 'a: b\n  c:\n'],
    ['blanks at the end of a line of a scalar', 'a: b \n  c\n'],
    ['a quoted text whose lines end in blanks', 'a: "b \n  c"\n'],
    ['a quoted text with a tab before a line', "a: 'b\n\tc'\n"],
    ['a quoted text without an end', 'a: "b\n'],
    ['escapes by number', 'a: "\\x41"\n'],
    ['escapes that nobody knows', 'a: "\\/"\n'],
    ['a key twice', 'a: b\na: c\n'],
    ['a key twice, written in two ways', 'a: b\n"a": c\n'],
    ['a key twice in braces', 'a: {b: c, b: d}\n'],
    ['__proto__', '__proto__: a\n'],
    ['__proto__ in braces', 'a: {"__proto__": b}\n'],
    ['a key that readers disagree on', 'on: a\n'],
    ['a key that is null', '~: a\n'],
    ['an ellipsis as a key', 'a:\n  ...: b\n'],
    ['complex keys', '? a\n: b\n'],
    ['a key over lines', 'a b\n  c: d\n'],
    ['a quoted key over lines', '"a\n  b": c\n'],
    ['a blank before a colon', 'a : b\n'],
    ['a key with a comment in it', 'a #b: c\n'],
    ['a long key', `${'a'.repeat(1025)}: b\n`],
    ['a quoted key whose colon touches its value', '"a":b\n'],
    ['an item in quotes with a word after it', 'a:\n- "b"c: d\n'],
    ['a long quoted key', `"${'a'.repeat(1025)}": b\n`],
    ['what readers disagree on', 'a: 0644\n'],
    ['what readers disagree on in brackets', 'a: [12:30:45]\n'],
    ['what is no JSON', 'a: .inf\n'],
    ['an ellipsis', 'a: ...\n'],
    ['a colon in a scalar', 'a: b: c\n'],
    ['a colon at the end of a scalar', 'a: b:\n'],
    ['an indicator at the start of a scalar', 'a: @b\n'],
    ['a list in place of a mapping', '- a\n'],
    ['a list on the line of its key', 'a: - b\n'],
    ['an indentation between two', 'a:\n    b: c\n  d: e\n'],
    ['a list at the indentation of another key', 'a: b\n- c\n'],
    ['a colon without a blank between commas', 'a: [b:, c]\n'],
    ['a question mark in brackets', 'a: [b?c]\n'],
    ['a dash in brackets', 'a: [-, b]\n'],
    ['a word over lines in brackets', 'a: [b\n  c]\n'],
    ['two commas', 'a: [b,, c]\n'],
    ['a pair in a list', 'a: [b: c]\n'],
    ['a key without a value in braces', 'a: {b}\n'],
    ['a key without a value after its colon in braces', 'a: {b: , c: d}\n'],
    ['brackets without an end', 'a: [b\n'],
    ['a word after a value', 'a: "b" c\n'],
    ['a comment without a space before it', 'a: "b"#c\n'],
    ['a comment in brackets without a space before it', 'a: [b,#c\n  d]\n'],
    ['more mappings in each other than anybody writes', nest((level) => `${' '.repeat(level)}a:\n`)],
    ['more lists in each other than anybody writes', `a:\n${'- '.repeat(150)}b\n`],
    ['more brackets in each other than anybody writes', `a: ${'['.repeat(150)}${']'.repeat(150)}\n`],
  ])('leaves %s to the scanner', (_, text) => {
    expect(readPlain(text)).toBeUndefined()
  })

  // go-yaml makes up to four tokens of each, and six million are read.
  it.each([
    ['in block style', `a:\n${'- b\n'.repeat(1_500_001)}`],
    ['in brackets', `a: [${'b,'.repeat(1_500_001)}]\n`],
  ])('leaves more items than the scanner may read to it, %s', (_, text) => {
    expect(readPlain(text)).toBeUndefined()
  })

  it('reads as many collections as there are, one after the other', () => {
    const text = nest((level) => `a${level}: [{b: []}]\nb${level}:\n- c:\n    d: e\n`)
    expect(Object.keys(readPlain(text) ?? {})).toHaveLength(2 * levels.length)
  })
})

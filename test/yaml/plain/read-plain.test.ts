import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/model/json.ts'
import { readPlain } from '../../../src/yaml/plain/read-plain.ts'
import { readNodes } from '../../../src/yaml/read/read-nodes.ts'
import { fuzzPlain } from '../../fuzz/fuzz-plain.ts'

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
  ])('reads %j', (text, value) => {
    expect(readPlain(text)).toStrictEqual(value)
    expect(readNodes(text, 'yaml').value).toStrictEqual(value)
  })

  it.each([
    ['what is not ASCII', 'a: \u00e9\n'],
    ['tabs', 'a:\tb\n'],
    ['carriage returns', 'a: b\r\n'],
    ['no line break at the end', 'a: b'],
    ['markers', 'a: b\n...\n'],
    ['directives', '%YAML 1.1\n'],
    ['actions of templates', 'a: "{{ b }}"\n'],
    ['anchors', 'a: &b c\n'],
    ['aliases', 'a: *b\n'],
    ['tags', 'a: !!str 1\n'],
    ['merges', '<<: {a: b}\n'],
    ['folded text', 'a: >\n  b\n'],
    ['text whose indentation is given', 'a: |2\n   b\n'],
    ['text that keeps blank lines', 'a: |+\n  b\n\n'],
    ['text that starts with a blank line', 'a: |\n\n  b\n'],
    ['text with a line of blanks', 'a: |\n  b\n   \n  c\n'],
    ['text that gets shallower', 'a:\n  b: |\n      c\n    d\n'],
    ['scalars over lines', 'a: b\n  c\n'],
    ['quotes over lines', 'a: "b\n  c"\n'],
    ['escapes', 'a: "\\n"\n'],
    ['quotes in quotes', "a: 'it''s'\n"],
    ['a key twice', 'a: b\na: c\n'],
    ['a key twice in braces', 'a: {b: c, b: d}\n'],
    ['__proto__', '__proto__: a\n'],
    ['a key that is a boolean', 'on: a\n'],
    ['a key that is a number', '8080: a\n'],
    ['complex keys', '? a\n: b\n'],
    ['a long key', `${'a'.repeat(1025)}: b\n`],
    ['what readers disagree on', 'a: 0644\n'],
    ['what is no JSON', 'a: .inf\n'],
    ['an ellipsis', 'a: ...\n'],
    ['a colon in a scalar', 'a: b: c\n'],
    ['a list in place of a mapping', '- a\n'],
    ['a list in a list on one line', 'a:\n- - b\n'],
    ['a list on the line of its key', 'a: - b\n'],
    ['an indentation between two', 'a:\n    b: c\n  d: e\n'],
    ['a list at the indentation of another key', 'a: b\n- c\n'],
    ['brackets over lines', 'a: [b,\n  c]\n'],
    ['a comma at the end', 'a: [b,]\n'],
    ['a pair in a list', 'a: [b: c]\n'],
    ['a key without a value in braces', 'a: {b}\n'],
    ['a word after a value', 'a: "b" c\n'],
    ['a comment without a space before it', 'a: "b"#c\n'],
    ['more nesting than anybody writes', `a: ${'['.repeat(150)}${']'.repeat(150)}\n`],
  ])('leaves %s to the scanner', (_, text) => {
    expect(readPlain(text)).toBeUndefined()
  })

  it('reads what the scanner reads, of changed files', () => {
    const { documents, read, differing } = fuzzPlain({ root: '.', seed: 7, seconds: 60, files: 4000 })
    expect(differing).toStrictEqual([])
    expect(read).toBeGreaterThan(documents / 10)
  })
})

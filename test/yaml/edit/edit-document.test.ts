import { describe, expect, it } from 'vitest'
import { editDocument } from '../../../src/yaml/edit/edit-document.ts'
import type { DocumentEdit } from '../../../src/yaml/edit/edit-value.ts'

const set = (pointer: string, value: DocumentEdit['value'] & {}): DocumentEdit => ({ pointer, value })
const remove = (pointer: string): DocumentEdit => ({ pointer })

function edit(text: string, ...edits: readonly DocumentEdit[]): string {
  const result = editDocument(text, 'yaml', edits)
  return result.text ?? `refused: ${result.problem}`
}

describe('a value that is there', () => {
  it('is replaced, and its comment, its quotes and the blanks before it stay', () => {
    expect(edit('a:   Enabled   # why\nb: 1\n', set('/a', 'Disabled'))).toBe('a:   Disabled   # why\nb: 1\n')
    expect(edit("a: 'x'\n", set('/a', "it's"))).toBe("a: 'it''s'\n")
    expect(edit('a: "x"\n', set('/a', 'y'))).toBe('a: "y"\n')
    expect(edit('a: x\n', set('/a', 'true'))).toBe('a: "true"\n')
    expect(edit('a: x\n', set('/a', true))).toBe('a: true\n')
  })

  it('may become a mapping or a list, and be one', () => {
    expect(edit('a: 1\nb: 2\n', set('/a', { c: { d: 3 } }))).toBe('a:\n  c:\n    d: 3\nb: 2\n')
    expect(edit('x:\n    a:\n        c: 1 # one\n        d: 2\n    b: 2\n', set('/x/a', 5))).toBe(
      'x:\n    a: 5\n    b: 2\n',
    )
    expect(edit('a: [1, 2]\n', set('/a', [3]))).toBe('a:\n- 3\n')
    expect(edit('a: |\n  one\n  two\nb: 2\n', set('/a', 'x'))).toBe('a: x\nb: 2\n')
    expect(edit('a: x\nb: 2\n', set('/a', 'one\ntwo\n'))).toBe('a: |\n  one\n  two\nb: 2\n')
  })

  it('is replaced in a list and between brackets', () => {
    expect(edit('a:\n- x # first\n- y\n', set('/a/1', 'z'))).toBe('a:\n- x # first\n- z\n')
    expect(edit('a:\n  - x: 1\n    y: 2\n', set('/a/0/x', 3))).toBe('a:\n  - x: 3\n    y: 2\n')
    expect(edit('a: {b: 1, c: [d, e]}\n', set('/a/c/0', 'x, y'))).toBe('a: {b: 1, c: ["x, y", e]}\n')
    expect(edit('a: {b: 1}\n', set('/a/b', { c: [2] }))).toBe('a: {b: {c: [2]}}\n')
  })

  it('is not edited in a document that is longer than any object of Kubernetes', () => {
    const long = `a: 1\nb: ${'x'.repeat(2 ** 21)}\n`
    const refused = 'refused: the document is longer than any object of Kubernetes can be'
    expect(edit(long, set('/a', 2))).toBe(refused)
    expect(edit(long, set('/a', 2), set('/c', 3))).toBe(refused)
  })

  it('is left alone where it is what is wanted', () => {
    expect(edit('a: 0x10 # sixteen\n', set('/a', 16))).toBe('a: 0x10 # sixteen\n')
    expect(edit('a: 1\n', remove('/b/c'))).toBe('a: 1\n')
  })
})

describe('a key that is missing', () => {
  it('is added behind the last entry of its mapping, before the comments below', () => {
    expect(edit('m:\n  a: 1 # one\n  # more\n\nn: 2\n', set('/m/b', 2))).toBe(
      'm:\n  a: 1 # one\n  b: 2\n  # more\n\nn: 2\n',
    )
    expect(edit('m:\n  a: |+\n    text\n\nn: 2\n', set('/m/b', 2))).toBe(
      'm:\n  a: |+\n    text\n\n  b: 2\nn: 2\n',
    )
  })

  it('brings the mappings above it', () => {
    expect(edit('metadata:\n  name: a\n', set('/metadata/annotations/kubefed.io~1orphan', 'true'))).toBe(
      'metadata:\n  name: a\n  annotations:\n    kubefed.io/orphan: "true"\n',
    )
    expect(edit('m:\nn: 1\n', set('/m/a', 'x'))).toBe('m:\n  a: x\nn: 1\n')
    expect(edit('m: {}\n', set('/m/a', 'x'))).toBe('m:\n  a: x\n')
    expect(edit('m: null # none\n', set('/m/a', 'x'))).toBe('m:\n  a: x # none\n')
  })

  it('is added between brackets in the way of those that are there', () => {
    expect(edit('m: {a: 1, b: 2}\n', set('/m/c', 'x'))).toBe('m: {a: 1, b: 2, c: x}\n')
    expect(edit('m: {a: 1,b: 2,}\n', set('/m/c', 3))).toBe('m: {a: 1,b: 2,c: 3,}\n')
    const json = '{\n  "a": 1,\n  "b": [\n    "x"\n  ]\n}\n'
    const added = editDocument(json, 'json', [set('/c', true), set('/b/-', 'y')])
    expect(added.text).toBe('{\n  "a": 1,\n  "b": [\n    "x",\n    "y"\n  ],\n  "c": true\n}\n')
  })

  it('is added to a mapping that starts behind a dash', () => {
    expect(edit('l:\n- a: 1\n- b: 2\n', set('/l/0/c', 3))).toBe('l:\n- a: 1\n  c: 3\n- b: 2\n')
  })
})

describe('an item of a list', () => {
  it('is added at the end', () => {
    expect(edit('l:\n  - a: 1 # one\nm: 2\n', set('/l/-', { b: 2, c: 3 }))).toBe(
      'l:\n  - a: 1 # one\n  - b: 2\n    c: 3\nm: 2\n',
    )
    expect(edit('l: [a, b]\n', set('/l/-', 'c'))).toBe('l: [a, b, c]\n')
    expect(edit('l: []\n', set('/l/-', 'c'))).toBe('l:\n- c\n')
    expect(edit('m: 1\n', set('/l/-', 'c'))).toBe('m: 1\nl:\n- c\n')
  })

  it('is removed with its lines', () => {
    expect(edit('l:\n- a\n# b follows\n- b: 1\n  c: 2 # two\n- d\n', remove('/l/1'))).toBe(
      'l:\n- a\n# b follows\n- d\n',
    )
    expect(edit('l: [a, b, c]\n', remove('/l/0'), remove('/l/1'))).toBe('l: [b]\n')
    expect(edit('l:\n- a\n', remove('/l/0'))).toBe('l: []\n')
  })
})

describe('an entry', () => {
  it('is removed with its lines', () => {
    expect(edit('a: 1\nb:\n  c: 2\n\n# about d\nd: 3\n', remove('/b'))).toBe('a: 1\n\n# about d\nd: 3\n')
    expect(edit('a: 1\nb: 2', remove('/b'))).toBe('a: 1\n')
    expect(edit('m:\n  a: 1\nn: 2\n', remove('/m/a'))).toBe('m: {}\nn: 2\n')
  })

  it('is removed behind a dash and between brackets', () => {
    expect(edit('l:\n- a: 1\n  b: 2\n', remove('/l/0/a'))).toBe('l:\n- b: 2\n')
    expect(edit('m: {a: 1, b: 2, c: 3}\n', remove('/m/b'), remove('/m/c'))).toBe('m: {a: 1}\n')
  })
})

describe('bytes that no edit names', () => {
  it('stay: line breaks of Windows, a byte order mark, a missing last line break', () => {
    expect(edit('\ufeffa: 1\r\nm:\r\n  b: x\r\n', set('/m/c/d', 'z'))).toBe(
      '\ufeffa: 1\r\nm:\r\n  b: x\r\n  c:\r\n    d: z\r\n',
    )
    expect(edit('\ufeffa: 1\n', set('/b', 2))).toBe('\ufeffa: 1\nb: 2\n')
    expect(edit('a: 1\nm:\n  b: x', set('/m/c', 'z'))).toBe('a: 1\nm:\n  b: x\n  c: z')
  })
})

describe('an edit that cannot be made without touching more', () => {
  it('is refused: what an alias or a merge stands for is written elsewhere', () => {
    const elsewhere = 'refused: it is written elsewhere, by an alias or a merge'
    expect(edit('a: &x {b: 1}\nc: *x\n', set('/c/b', 2))).toBe(elsewhere)
    expect(edit('a: &x {b: 1}\nc: {<<: *x}\n', remove('/c/b'))).toBe(elsewhere)
    expect(edit('a: &x {b: 1}\nc: *x\n', set('/a/b', 2))).toBe(
      'refused: what surrounds it would change with it',
    )
    expect(edit('a: &x {b: 1}\nc: *x\n', set('/c', 2))).toBe('a: &x {b: 1}\nc: 2\n')
  })

  it('is refused: a tag that asks for another type, a scalar where a mapping would have to be', () => {
    expect(edit('a: !!str 5\n', set('/a', 7))).toBe('refused: what surrounds it would change with it')
    expect(edit('a: text\n', set('/a/b', 7))).toBe('refused: there is nothing that could hold it')
    expect(edit('a: {b\n', set('/a', 7))).toBe('refused: the document cannot be read')
  })

  it('names the first of several that is refused, and gives no text', () => {
    const second = set('/a/b', 7)
    expect(editDocument('a: text\n', 'yaml', [set('/c', 1), second])).toStrictEqual({
      refused: second,
      problem: 'there is nothing that could hold it',
    })
  })
})

describe('items before one that is there', () => {
  const before = (pointer: string, ...items: readonly (string | number | object)[]): DocumentEdit =>
    ({ pointer, before: items }) as DocumentEdit

  it('come above its comments, as the list is indented', () => {
    expect(edit('a: # list\n# first\n- 1\n- 2\n', before('/a/0', 'x', { b: 1, c: 2 }))).toBe(
      'a: # list\n- x\n- b: 1\n  c: 2\n# first\n- 1\n- 2\n',
    )
    expect(edit('a:\n    - 1\n    # second\n    - 2\n', before('/a/1', 'x'))).toBe(
      'a:\n    - 1\n    - x\n    # second\n    - 2\n',
    )
    expect(edit('a:\r\n- 1\r\n', before('/a/0', 'x'))).toBe('a:\r\n- x\r\n- 1\r\n')
    expect(edit('a:\n- - 1\n', before('/a/0', 'x'))).toBe('a:\n- x\n- - 1\n')
  })

  it('come between brackets, and in JSON', () => {
    expect(edit('a: [1, 2]\n', before('/a/0', 'x', { b: 1 }))).toBe('a: [x, {b: 1}, 1, 2]\n')
    expect(editDocument('{"a": [\n  1\n]}', 'json', [before('/a/0', 'x')]).text).toBe('{"a": [\n  "x", 1\n]}')
  })

  it('are refused where there is no such item, or the list is written elsewhere', () => {
    expect(edit('a: [1]\n', before('/a/1', 'x'))).toMatch(/^refused/)
    expect(edit('a: {b: 1}\n', before('/a/b', 'x'))).toMatch(/^refused/)
    expect(edit('a: &l\n- 1\nb: *l\n', before('/b/0', 'x'))).toMatch(/^refused/)
    expect(edit('a: &l\n- 1\nb: *l\n', before('/a/0', 'x'))).toMatch(/^refused/)
    expect(edit('a:\n- - 1\n', before('/a/0/0', 'x'))).toMatch(/^refused/)
  })

  it('are made with other edits of a document', () => {
    const text = 'a:\n- k: 1\n  l:\n  - 1\n- k: 2\n  l: [2]\n'
    const edits = [
      before('/a/0/l/0', 'x'),
      before('/a/1/l/0', 'z'),
      set('/a/-', { k: 3 }),
      set('/a/-', { k: 4 }),
    ]
    expect(edit(text, ...edits)).toBe('a:\n- k: 1\n  l:\n  - x\n  - 1\n- k: 2\n  l: [z, 2]\n- k: 3\n- k: 4\n')
    expect(edit('a: [1]\n', before('/a/0', 'x'), set('/a/0', 'z'))).toBe('a: [z, 1]\n')
  })
})

import { expect, it } from 'vitest'
import { readDocument } from '../../../src/yaml/read/read-document.ts'
import { chunkText, splitDocuments } from '../../../src/yaml/read/split-documents.ts'

function split(text: string): { chunks: string[]; formats: string[]; faults: string[] } {
  const { chunks, faults } = splitDocuments(text)
  return {
    chunks: chunks.map(({ start, end }) => text.slice(start, end)),
    formats: chunks.map(({ format }) => format),
    faults: faults.map(({ start, end }) => text.slice(start, end)),
  }
}

it.each([
  ['a: 1\n---\nb: 2\n', ['a: 1\n', 'b: 2\n']],
  ['---\na: 1\n---\n---\nb: 2', ['a: 1\n', 'b: 2']],
  ['a: 1\n--- # note\nb: 2\n', ['a: 1\n', 'b: 2\n']],
  ['a: 1\r\n---\r\nb: 2\r\n', ['a: 1\r\n', 'b: 2\r\n']],
  ['a: |\n  ---\n  x\n', ['a: |\n  ---\n  x\n']],
  ['a: 1\n ---\n', ['a: 1\n ---\n']],
  ['a: 1\n---', ['a: 1\n']],
  ['', []],
  ['\n\n---\n \n', []],
])('splits %j at lines that are separators', (text, chunks) => {
  expect(split(text)).toStrictEqual({ chunks, formats: chunks.map(() => 'yaml'), faults: [] })
})

it('keeps a byte order mark with its document, where the reader takes it off', () => {
  expect(split('\ufeff---\na: 1\n').chunks).toStrictEqual(['\ufeff---\na: 1\n'])
})

it.each(['--- a: 1', '---a: 1', '----', '--- |', '--- {b: 2}', '--- !!map'])(
  'refuses %j as a separator, and loses only the document behind it',
  (separator) => {
    const text = `a: 1\n${separator}\nx: 1\n---\nc: 3\n`
    expect(split(text)).toStrictEqual({
      chunks: ['a: 1\n', 'c: 3\n'],
      formats: ['yaml', 'yaml'],
      faults: [separator],
    })
    expect(splitDocuments(text).faults[0]?.lostEnd).toBe(text.indexOf('---\nc'))
  },
)

it('leaves a separator right behind another to go-yaml, to which "---#x" is text', () => {
  expect(split('a: 1\n---#x\nb: 2\n').faults).toStrictEqual([])
  expect(split('---#x\nb: 2\n').faults).toStrictEqual(['---#x'])
})

it.each([
  ['{"a":1}{"b":2}', ['{"a":1}', '{"b":2}']],
  ['  {"a":"}\\""}\n\n["x"]\n12', ['{"a":"}\\""}', '["x"]', '12']],
])('reads %j as a row of JSON documents', (text, chunks) => {
  expect(split(text)).toStrictEqual({ chunks, formats: chunks.map(() => 'json'), faults: [] })
})

it('takes a stream for YAML once its first or second document is no JSON', () => {
  expect(split('{a: 1}\n')).toStrictEqual({ chunks: ['{a: 1}\n'], formats: ['yaml'], faults: [] })
  expect(split('{"a":1} \n---\nb: 2\n')).toStrictEqual({
    chunks: ['{"a":1}', 'b: 2\n'],
    formats: ['json', 'yaml'],
    faults: [],
  })
})

it('refuses anything but JSON behind two JSON documents', () => {
  const { chunks, faults } = split('{"a":1}\n{"b":2}\n---\nc: 3\n')
  expect(chunks).toStrictEqual(['{"a":1}', '{"b":2}'])
  expect(faults).toStrictEqual(['---'])
})

it.each([
  ['a: |+\n  x\n  ', 'x\n\n'],
  ['a: >+\n  x\n\n ', 'x\n\n\n'],
  ['a: |\n  x', 'x\n'],
])('gives the last line of %j a line break, as the decoder does', (text, a) => {
  const [chunk] = splitDocuments(text).chunks
  expect(readDocument(chunkText(text, chunk!)).value).toStrictEqual({ a })
})

it.each([
  ['--- # c\ra: 1\r', '--- # c\ra: 1'],
  ['a: 1\n--- # c\u2028b: 2\n', '--- # c\u2028b: 2'],
  ['---\n\ufeffa: 1\n', '\ufeff'],
  ['a: "x\r\r\n y"\n', '\r\r'],
  ['{} a', 'a'],
  ['{a}', '{a}'],
])('refuses %j, of which the decoder gives go-yaml something else, or nothing', (text, fault) => {
  expect(split(text).faults).toStrictEqual([fault])
})

it.each(['\u3000\n', '\t\n', '\f\n', '\u00a0'])('keeps %j, which is blank to no reader', (text) => {
  expect(split(text).chunks).toStrictEqual([text])
})

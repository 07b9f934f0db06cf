import { expect, it } from 'vitest'
import { locate } from '../../src/diagnostics/locate.ts'
import type { Manifest } from '../../src/model/manifest.ts'
import { keyAt, valueAt } from '../../src/model/place.ts'

const text = `# first
a: 1
---
metadata:
  name: web
spec:
  list: [x, {k: z}]
  items:
  - name: one
    on: "t\\u0065xt"
  - name: two
  base: &base
    image: nginx
  copy:
    <<: *base
    more: true
  whole: *base
`
const file = { path: 'web.yaml', text }
const start = text.indexOf('metadata')
const manifest: Manifest = { file, start, end: text.length, item: '', value: {} }

/** The line and column of a pointer, and the text that is marked there. */
function find(pointer: string, part: 'key' | 'value' = 'value', from: Manifest = manifest): string {
  const place = part === 'key' ? keyAt(from, pointer) : valueAt(from, pointer)
  const location = locate(place)
  return `${location.line}:${location.column} ${text.slice(location.start, location.end)}`
}

it.each([
  ['/metadata/name', '5:9 web'],
  ['/spec/list', '7:9 [x, {k: z}]'],
  ['/spec/list/1/k', '7:17 z'],
  ['/spec/items/0/true', '10:9 "t\\u0065xt"'],
  ['/spec/items/1/name', '11:11 two'],
  ['/spec/copy/image', '13:12 nginx'],
  ['/spec/whole/image', '13:12 nginx'],
  ['/spec/whole', '17:10 *base'],
])('finds the value at %s', (pointer, place) => {
  expect(find(pointer)).toBe(place)
})

it('finds a place once, however often it is asked for', () => {
  const place = valueAt(manifest, '/metadata/name')
  const location = locate(place)
  locate(valueAt({ ...manifest, start: 0, end: start - 4 }, '/a'))
  expect(locate(place)).toBe(location)
})

it('finds a key', () => {
  expect(find('/spec/items/0/true', 'key')).toBe('10:5 on')
})

it('shows a mapping or list over several lines by its key, and an item or a document by its first key', () => {
  expect(find('/spec')).toBe('6:1 spec')
  expect(find('/spec/items')).toBe('8:3 items')
  expect(find('/spec/items/1')).toBe('11:5 name')
  expect(find('')).toBe('4:1 metadata')
})

it('takes the key of the nearest ancestor for what is not there', () => {
  expect(find('/spec/base/args/0')).toBe('12:3 base')
  expect(find('/spec/items/7')).toBe('8:3 items')
  expect(find('/status')).toBe('4:1 metadata')
})

it('finds the fields of an item of a list', () => {
  expect(find('/name', 'value', { ...manifest, item: '/spec/items/1' })).toBe('11:11 two')
})

it('counts lines and columns from 1, in UTF-16 code units, with an exclusive end', () => {
  const emoji = { path: 'e.yaml', text: '😀: x\r\nb: yes' }
  const at = emoji.text.indexOf('yes')
  expect(locate({ file: emoji, start: at, end: at + 3 })).toStrictEqual({
    file: emoji,
    start: at,
    end: at + 3,
    line: 2,
    column: 4,
    endLine: 2,
    endColumn: 7,
  })
  expect(locate({ file: emoji, start: 4, end: 5 })).toMatchObject({ line: 1, column: 5, endColumn: 6 })
})

it('finds places in a file that has no line break at its end, and at its very end', () => {
  const short = { path: 's.yaml', text: 'a' }
  expect(locate({ file: short, start: 1, end: 1 })).toMatchObject({ line: 1, column: 2 })
})

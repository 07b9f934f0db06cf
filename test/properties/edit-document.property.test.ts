import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { equalJson } from '../../src/json/equal.ts'
import { isArray, isObject } from '../../src/json/own.ts'
import { childPointer } from '../../src/json/pointer.ts'
import type { Json } from '../../src/model/json.ts'
import { editDocument } from '../../src/yaml/edit/edit-document.ts'
import { editValue, type DocumentEdit } from '../../src/yaml/edit/edit-value.ts'
import { flowValue } from '../../src/yaml/edit/edited-text.ts'
import { readDocument } from '../../src/yaml/read/read-document.ts'
import { serialize } from '../../src/yaml/write/serialize.ts'
import { nastyObject } from '../helpers/nasty-json.ts'

/** Every pointer of a value but the root, and for each mapping and list one that is not there. */
function pointersOf(value: Json, pointer = ''): readonly string[] {
  if (isArray(value)) {
    const items = value.flatMap((each, index) => pointersOf(each, childPointer(pointer, index)))
    return [...(pointer === '' ? [] : [pointer]), ...items, `${pointer}/-`]
  }
  if (!isObject(value)) return [pointer]
  const fields = Object.entries(value).flatMap(([key, each]) => pointersOf(each, childPointer(pointer, key)))
  return [...(pointer === '' ? [] : [pointer]), ...fields, `${pointer}/new`, `${pointer}/new/newer`]
}

interface Case {
  readonly text: string
  readonly edit: DocumentEdit
}

/** Nasty documents in block style with comments, and between brackets; with line feeds and as Windows has them. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    object: nastyObject.filter((object) => Object.keys(object).length > 0),
    style: fc.constantFrom('block', 'commented', 'flow', 'windows'),
    pick: fc.nat(),
    value: fc.option(
      nastyObject.map((object) => Object.values(object)[0] ?? 'x'),
      { nil: undefined },
    ),
  })
  .map(({ object, style, pick, value }) => {
    const block = serialize(object)
    const texts = {
      block,
      commented: `# first\n${block}# last\n`,
      flow: `top: ${flowValue(object, 'yaml')} # behind\nother: 1\n`,
      windows: block.replaceAll('\n', '\r\n'),
    }
    const text = texts[style as keyof typeof texts]
    const pointers = pointersOf(style === 'flow' ? { top: object, other: 1 } : object)
    const pointer = pointers[pick % pointers.length] ?? '/new'
    return { text, edit: value === undefined ? { pointer } : { pointer, value } }
  })

it('an edit of any document gives the value that was meant, or is refused', () => {
  let [made, refused] = [0, 0]
  fc.assert(
    fc.property(cases, ({ text, edit }) => {
      const before = readDocument(text).value
      const edited = editDocument(text, 'yaml', [edit]).text
      const meant = before === undefined ? undefined : (editValue(before, edit) ?? before)
      if (edited === undefined) refused += before === undefined ? 0 : 1
      else {
        made += 1
        expect(equalJson(readDocument(edited).value ?? null, meant ?? null)).toBe(true)
      }
    }),
    { numRuns: 300 },
  )
  // A function that refuses everything would be right too.
  expect(refused / (made + refused)).toBeLessThan(0.1)
})

it('what an edit leaves out of its place is there byte for byte', () => {
  fc.assert(
    fc.property(cases, ({ text, edit }) => {
      const edited = editDocument(text, 'yaml', [edit]).text ?? text
      let start = 0
      while (start < text.length && text[start] === edited[start]) start += 1
      let end = 0
      while (end < text.length - start && text.at(-1 - end) === edited.at(-1 - end)) end += 1
      const gone = text.slice(start, text.length - end)
      expect(gone).not.toMatch(/# (?:first|last)/)
    }),
    { numRuns: 200 },
  )
})

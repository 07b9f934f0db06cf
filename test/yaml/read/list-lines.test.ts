import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { composeDocument } from '../../../src/yaml/edit/compose-document.ts'
import { findListLines } from '../../../src/yaml/read/list-lines.ts'
import { readDocument } from '../../../src/yaml/read/read-document.ts'
import { serialize } from '../../../src/yaml/write/serialize.ts'
import { nastyObject } from '../../helpers/nasty-json.ts'

function linesOf(text: string): readonly string[] | undefined {
  const document = composeDocument(text, 'yaml')
  return findListLines(document, 'items')?.map(({ start, end }) => text.slice(start, end))
}

describe('findListLines', () => {
  it('gives each item from its dash on, with the comments in it and behind it', () => {
    const items = ['- a: 1 # one\n  b: |\n    x\n\n# of the next\n', '-\n  # in it\n  c: 2\n', '- null\n']
    expect(linesOf(`kind: List\nitems:\n# before\n${items.join('')}# after\nmore: 1\n`)).toStrictEqual(items)
  })

  it('gives the lines of an indented list', () => {
    expect(linesOf('items:\n  - a: 1\n\n  - - b\n    - c\n')).toStrictEqual([
      '  - a: 1\n\n',
      '  - - b\n    - c\n',
    ])
  })

  it.each([
    ['a list in flow style', 'items: [{a: 1}]\n'],
    ['JSON', '{"items": [{"a": 1}]}\n'],
    ['an empty list', 'items: []\n'],
    ['no list', 'items: 1\n'],
    ['a list of another key', 'others:\n- a: 1\n'],
    ['no mapping', '- a\n'],
    ['an alias, which may stand for what another item holds', 'items:\n- &a {b: 1}\n- *a\n'],
    ['a quoted text that goes on at the margin', 'kind: List\nitems:\n- "a\nb"\n'],
  ])('gives nothing for %s', (_, text) => {
    expect(linesOf(text)).toBeUndefined()
  })

  it('gives lines that hold each item and nothing else', () => {
    fc.assert(
      fc.property(fc.array(nastyObject, { minLength: 1 }), (items) => {
        const text = serialize({ kind: 'List', items, more: 1 })
        const whole = readDocument(text)
        const lines = linesOf(text)
        if (lines === undefined) return
        const parts = lines.map((each) => readDocument(` ${each.slice(1)}`).value)
        expect({ kind: 'List', items: parts, more: 1 }).toStrictEqual(whole.value)
      }),
    )
  })
})

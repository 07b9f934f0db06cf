import { describe, expect, it, vi } from 'vitest'
import { applyChanges, editTogether } from '../../../src/yaml/edit/edit-together.ts'
import { readDocument } from '../../../src/yaml/read/read-document.ts'

vi.mock(import('../../../src/yaml/read/read-document.ts'), async (original) => {
  const actual = await original()
  return { ...actual, readDocument: vi.fn(actual.readDocument) }
})

describe('edits that are made together', () => {
  it('cost two readings of the document, however many there are', () => {
    const text = Array.from({ length: 200 }, (_, at) => `k${at}: x # ${at}\n`).join('')
    const edits = Array.from({ length: 200 }, (_, at) => ({ pointer: `/k${199 - at}`, value: 'longer' }))
    const changes = (editTogether(text, 'yaml', [edits]) ?? []).flatMap((each) =>
      'problem' in each ? [] : each,
    )
    expect(vi.mocked(readDocument)).toHaveBeenCalledTimes(2)
    expect(applyChanges(text, changes)).toBe(text.replaceAll('x', 'longer'))
  })

  it('are left to be edited one by one where their order matters', () => {
    const replace = (...edits: Parameters<typeof editTogether>[2][number]) =>
      editTogether('a: [x, x]\nb: y\n', 'yaml', [edits])
    expect(replace({ pointer: '/a/0' }, { pointer: '/b', value: 'z' })).toBeUndefined()
    expect(replace({ pointer: '/b', value: 'z' }, { pointer: '/b', value: 'w' })).toBeUndefined()
    expect(replace({ pointer: '/a', value: ['z'] }, { pointer: '/b', value: 'w' })).toBeUndefined()
  })

  it('are refused where an alias would change with one of them', () => {
    const text = 'a: &x one\nb: *x\nc: two\n'
    const edits = ['/a', '/c'].map((pointer) => ({ pointer, value: 'three' }))
    expect(editTogether(text, 'yaml', [edits])).toBeUndefined()
  })

  it('add and remove keys, in flow and in block style, and give the edits that cannot be made', () => {
    const text = 'a: {x: 1}\nb:\n  p: 1\n  z: 2\nd: &e {k: 1}\nf: *e\n'
    const groups = [
      [
        { pointer: '/a/w', value: '2' },
        { pointer: '/a/v', value: '3' },
      ],
      [{ pointer: '/b/p' }],
      [{ pointer: '/f/k', value: '2' }],
      [{ pointer: '/b/q', value: 'new' }],
    ]
    const found = editTogether(text, 'yaml', groups) ?? []
    expect(found.map((each) => ('problem' in each ? each.refused.pointer : each.length))).toStrictEqual([
      2,
      1,
      '/f/k',
      1,
    ])
    expect(
      applyChanges(
        text,
        found.flatMap((each) => ('problem' in each ? [] : each)),
      ),
    ).toBe('a: {x: 1, w: "2", v: "3"}\nb:\n  z: 2\n  q: new\nd: &e {k: 1}\nf: *e\n')
  })
})

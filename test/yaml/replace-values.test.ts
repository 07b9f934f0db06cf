import { describe, expect, it, vi } from 'vitest'
import { applyChanges, replaceValues } from '../../src/yaml/replace-values.ts'
import { readDocument } from '../../src/yaml/read-document.ts'

vi.mock(import('../../src/yaml/read-document.ts'), async (original) => {
  const actual = await original()
  return { ...actual, readDocument: vi.fn(actual.readDocument) }
})

describe('values that are replaced together', () => {
  it('cost two readings of the document, however many there are', () => {
    const text = Array.from({ length: 200 }, (_, at) => `k${at}: x # ${at}\n`).join('')
    const edits = Array.from({ length: 200 }, (_, at) => ({ pointer: `/k${199 - at}`, value: 'longer' }))
    const changes = replaceValues(text, 'yaml', edits) ?? []
    expect(vi.mocked(readDocument)).toHaveBeenCalledTimes(2)
    expect(applyChanges(text, changes)).toBe(text.replaceAll('x', 'longer'))
  })

  it('are left to be edited one by one where their order matters', () => {
    const replace = (...edits: Parameters<typeof replaceValues>[2]) =>
      replaceValues('a: [x, x]\nb: y\n', 'yaml', edits)
    expect(replace({ pointer: '/a/0' }, { pointer: '/b', value: 'z' })).toBeUndefined()
    expect(replace({ pointer: '/b', value: 'z' }, { pointer: '/b', value: 'w' })).toBeUndefined()
    expect(replace({ pointer: '/c', value: 'z' }, { pointer: '/b', value: 'w' })).toBeUndefined()
    expect(replace({ pointer: '/a', value: ['z'] }, { pointer: '/b', value: 'w' })).toBeUndefined()
  })

  it('are refused where an alias would change with one of them', () => {
    const text = 'a: &x one\nb: *x\nc: two\n'
    const edits = ['/a', '/c'].map((pointer) => ({ pointer, value: 'three' }))
    expect(replaceValues(text, 'yaml', edits)).toBeUndefined()
  })
})

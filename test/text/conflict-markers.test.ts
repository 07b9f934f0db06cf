import { describe, expect, it } from 'vitest'
import { conflictSides, findConflict, findMarker } from '../../src/text/conflict-markers.ts'

const conflict = 'a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\nd\n'

describe('findConflict', () => {
  it('gives the first marker and the count', () => {
    expect(findConflict(conflict)).toStrictEqual({ start: 2, end: 14, count: 1 })
    expect(findConflict(conflict + conflict)).toStrictEqual({ start: 2, end: 14, count: 2 })
    expect(findConflict(conflict.replaceAll('\n', '\r\n'))).toStrictEqual({ start: 3, end: 15, count: 1 })
  })

  it.each([
    ['the sides alone', '<<<<<<< HEAD\nb\n'],
    ['the end before the start', '>>>>>>> other\n<<<<<<< HEAD\n'],
    ['an indented text', conflict.replace(/^/gm, '  ')],
    ['a longer line', conflict.replaceAll(/[<>]{7}/g, '$&>')],
    ['a separator of lines that git does not know', 'a\u2028<<<<<<< HEAD\u2028>>>>>>> other'],
  ])('does not take for one: %s', (_, text) => {
    expect(findConflict(text)).toBeUndefined()
  })
})

it('finds any marker that is left', () => {
  expect(findMarker('a\n=======\nb\n')).toStrictEqual(expect.objectContaining({ start: 2, end: 9 }))
  expect(findMarker('a\n>>>>>>> x\nb\n')).toStrictEqual(expect.objectContaining({ start: 2, end: 11 }))
  expect(findMarker('a\n======= x\n========\n')).toBeUndefined()
})

describe('conflictSides', () => {
  it('gives the text of each side, with what both have', () => {
    expect(conflictSides(conflict)).toStrictEqual(['a\nb\nd\n', 'a\nc\nd\n'])
    expect(conflictSides(`${conflict}${conflict}`)).toStrictEqual([
      'a\nb\nd\na\nb\nd\n',
      'a\nc\nd\na\nc\nd\n',
    ])
  })

  it('leaves out what the base had', () => {
    const withBase = conflict.replace('=======', '||||||| base\nx\n=======')
    expect(conflictSides(withBase)).toStrictEqual(['a\nb\nd\n', 'a\nc\nd\n'])
  })

  it('gives a text without conflicts as it is', () => {
    expect(conflictSides('a\n=======\n')).toStrictEqual(['a\n=======\n'])
  })
})

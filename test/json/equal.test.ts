import { describe, expect, it } from 'vitest'
import { equalJson } from '../../src/json/equal.ts'
import type { Json } from '../../src/model/json.ts'

describe('equalJson', () => {
  it.each<[Json, Json]>([
    [null, null],
    ['a', 'a'],
    [1, 1n],
    [2n ** 60n, 2 ** 60],
    [0, -0],
    [[], []],
    [
      { a: [1, { b: null }], c: 'x' },
      { c: 'x', a: [1n, { b: null }] },
    ],
  ])('finds %o and %o the same', (left, right) => {
    expect(equalJson(left, right)).toBe(true)
    expect(equalJson(right, left)).toBe(true)
  })

  it.each<[Json, Json]>([
    [null, {}],
    [{}, []],
    [0, ''],
    [0, false],
    ['1', 1],
    ['1', 1n],
    [1.5, 1n],
    [9007199254740993n, 9007199254740992],
    [9007199254740993n, 9007199254740992n],
    [[1], [1, null]],
    [{ a: 1 }, { a: 2 }],
    [{ a: null }, { b: null }],
    [{ toString: 1 }, { a: 1 }],
  ])('tells %o from %o', (left, right) => {
    expect(equalJson(left, right)).toBe(false)
    expect(equalJson(right, left)).toBe(false)
  })
})

import { expect, it } from 'vitest'
import { firstOf, listSome } from '../../src/text/list-some.ts'

it.each([
  [[], [], ''],
  [['a', 'b'], ['a', 'b'], 'a, b'],
  [['a', 'b', 'c'], ['a', 'b', 'and 1 more'], 'a, b and 1 more'],
])('the first two of %j', (items, lines, line) => {
  expect(firstOf(items, 2)).toStrictEqual(lines)
  expect(listSome(items, 2)).toBe(line)
})

import { expect, it } from 'vitest'
import { joinLines } from '../../src/text/join-lines.ts'

it.each([0, 1, 2, 999, 1000, 1001, 2000, 2345])('joins %d lines as one list', (count) => {
  const lines = Array.from({ length: count }, (_, index) => (index % 7 === 0 ? '' : `line ${index}`))
  expect(joinLines(lines.values())).toBe(lines.join('\n'))
})

import { expect, it } from 'vitest'
import { minorNames } from '../../../src/stages/check/minor-names.ts'

it.each([
  [[30], '1.30'],
  [[30, 29], '1.29 and 1.30'],
  [[27, 28, 29], '1.27 to 1.29'],
  [[9, 10, 11, 30], '1.9 to 1.11 and 1.30'],
  [[20, 22, 24], '1.20, 1.22 and 1.24'],
])('%j are %s', (minors, names) => {
  expect(minorNames(minors)).toBe(names)
})

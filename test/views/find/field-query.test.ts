import { expect, it } from 'vitest'
import { parseFieldQuery } from '../../../src/views/find/field-query.ts'

it.each(['(a)\\1', '(?=x)', '(?<!x)y', '('])('says why %s is no expression of RE2', (source) => {
  expect(parseFieldQuery(`/a=~${source}`).problem).toMatch(/ is not a regular expression of RE2: \S/)
})

it('matches a part of a value', () => {
  const test = parseFieldQuery('/a=~1\\.2[0-7]').query?.test
  expect([test?.('nginx:1.25'), test?.('nginx:1.28')]).toEqual([true, false])
})

it('ends where an engine that backtracks would not', () => {
  expect(parseFieldQuery('/a=~^(a+)+$').query?.test?.(`${'a'.repeat(20_000)}!`)).toBe(false)
})

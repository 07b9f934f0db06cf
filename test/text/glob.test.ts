import { expect, it } from 'vitest'
import { createMatcher } from '../../src/text/glob.ts'

it.each([
  ['teams/*', 'teams/.hidden', true],
  ['teams/**', 'teams/a/.hidden/b', true],
  ['#teams', '#teams', true],
  ['!teams', '!teams', true],
  ['!teams', 'other', false],
  ['te\\*ms', 'te*ms', true],
  ['te\\*ms', 'te/ms', false],
  ['teams', 'Teams', false],
])('takes %j for a glob of which %j is a match: %s', (pattern, text, isMatch) => {
  expect(createMatcher([pattern])(text)).toBe(isMatch)
})

it('matches what one of several globs matches, and nothing by none', () => {
  expect(createMatcher(['a', 'b'])('b')).toBe(true)
  expect(createMatcher([])('a')).toBe(false)
})

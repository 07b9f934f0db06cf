import { expect, it } from 'vitest'
import { describeAdded, describeChange } from '../../../../src/stages/authorize/safeguards/find-changed.ts'

it('names three of the values that were added, and counts the others', () => {
  expect(describeAdded(['a'])).toBe('adds "a"')
  expect(describeAdded(['a', 'b', 'c'])).toBe('adds "a", "b", "c"')
  expect(describeAdded(['a', 'b', 'c', 'd', 'e'])).toBe('adds "a", "b", "c" and 2 more')
})

it('says what a value was, and cuts a long one', () => {
  expect(describeChange(undefined, true)).toBe('is true and was not set')
  expect(describeChange(['x'.repeat(76)], 0)).toBe(`is 0 and was ["${'x'.repeat(76)}"]`)
  expect(describeChange(['x'.repeat(77)], 0)).toBe(`is 0 and was ["${'x'.repeat(77)}"…`)
})

it('hides the credentials of URLs, wherever they are in a value', () => {
  const url = 'https://user:secret@example.com'
  expect(describeChange({ a: { server: url } }, url)).toBe(
    'is "https://********@example.com" and was {"a":{"server":"https://********@example.com"}}',
  )
})

import { describe, expect, it } from 'vitest'
import { isDns1123Label, isDns1123Subdomain, isLabelKey, isLabelValue } from '../../src/kubernetes/names.ts'

const a63 = 'a'.repeat(63)

describe('isDns1123Label', () => {
  it.each(['a', '0', 'a-b', a63])('takes %j', (text) => expect(isDns1123Label(text)).toBe(true))
  it.each(['', 'A', '-a', 'a-', 'a.b', 'a_b', 'a/b', '..', 'a\n', 'ä', `${a63}a`])('refuses %j', (text) =>
    expect(isDns1123Label(text)).toBe(false),
  )
})

describe('isDns1123Subdomain', () => {
  it.each(['a', 'a.b-c.0', `${a63}a.b`, 'a'.repeat(253)])('takes %j', (text) =>
    expect(isDns1123Subdomain(text)).toBe(true),
  )
  it.each(['', '.', 'a.', '.a', 'a..b', 'a.-b', 'A', 'a/../b', '__proto__', 'a'.repeat(254)])(
    'refuses %j',
    (text) => expect(isDns1123Subdomain(text)).toBe(false),
  )
})

describe('isLabelKey', () => {
  it.each(['a', 'A_b.c-D', 'kubefed.io/managed', `example.com/${a63}`])('takes %j', (text) =>
    expect(isLabelKey(text)).toBe(true),
  )
  it.each(['', '/a', 'a/', 'a/b/c', 'Example.com/a', '-a', 'a-', 'a b', `${a63}a`])('refuses %j', (text) =>
    expect(isLabelKey(text)).toBe(false),
  )
})

describe('isLabelValue', () => {
  it.each(['', 'a', 'A_b.c-D', a63])('takes %j', (text) => expect(isLabelValue(text)).toBe(true))
  it.each(['-', 'a-', '_a', 'a b', 'a/b', `${a63}a`])('refuses %j', (text) =>
    expect(isLabelValue(text)).toBe(false),
  )
})

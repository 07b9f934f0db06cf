import { describe, expect, it } from 'vitest'
import { createNameMatcher } from '../../../src/stages/authorize/dns-names.ts'

describe('a glob of DNS names', () => {
  it.each<[glob: string, name: string, matches: boolean]>([
    ['*.shop.example.com', 'a.shop.example.com', true],
    ['*.shop.example.com', 'a.b.shop.example.com', false],
    ['*.shop.example.com', 'shop.example.com', false],
    ['*.shop.example.com', 'ashop.example.com', false],
    ['**.shop.example.com', 'a.b.shop.example.com', true],
    ['**.shop.example.com', 'shop.example.com', true],
    ['**.shop.example.com', 'evilshop.example.com', false],
    ['shop-*.example.com', 'shop-eu.example.com', true],
    ['{a,b}.example.com', 'b.example.com', true],
    ['Shop.Example.com.', 'sHOP.example.COM.', true],
    ['shop.example.com', 'shopXexample.com', false],
    ['*.shop.example.com', '*.shop.example.com', false],
    ['**.shop.example.com', '*.shop.example.com', true],
    ['**.shop.example.com', '*.example.com', false],
    ['?.example.com', '*.example.com', false],
    ['*.*.shop.example.com', '*.shop.example.com', false],
    ['shop.example.com.', 'shop.example.com', true],
    ['shop.example.com', 'shop.example.com.', true],
    ['**', 'any.name.at.all', true],
    ['*', 'any.name', false],
    ['**', 'evil/shop.example.com', false],
    ['k.example.com', '\u212a.example.com', false],
    ['**', 'a\uff0eexample.com', false],
    ['!shop.example.com', 'www.example.com', false],
  ])('%s and %s: %s', (glob, name, matches) => {
    expect(createNameMatcher([glob])(name)).toBe(matches)
  })

  it('is one of a list, and of none nothing', () => {
    expect(createNameMatcher(['a.example.com', 'b.example.com'])('b.example.com')).toBe(true)
    expect(createNameMatcher([])('b.example.com')).toBe(false)
    const near = ['shop.example.com', '*.shop.example.com']
    expect(createNameMatcher(near)('*.shop.example.com')).toBe(false)
    const far = ['shop.example.com', '*.*.shop.example.com']
    expect(createNameMatcher(far)('*.shop.example.com')).toBe(false)
  })
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSourceTemplate, isWebAddress, sourceUrl } from '../../src/views/source-url.ts'
import { hostileText } from '../helpers/hostile-text.ts'

const template = 'https://forge.example.com/fleet/blob/{commit}/{path}#L{line}'
const place = { prefix: '', template, commits: { base: 'b'.repeat(40), head: 'a'.repeat(40) } }

describe('the address of a line', () => {
  it('has the commit of its side', () => {
    const at = { file: 'shop/web.yaml', line: 12 }
    expect(sourceUrl(place, { ...at, side: 'head' })).toBe(
      `https://forge.example.com/fleet/blob/${'a'.repeat(40)}/shop/web.yaml#L12`,
    )
    expect(sourceUrl(place, { ...at, side: 'base' })).toContain(`/${'b'.repeat(40)}/`)
  })

  it('is none without an address, of a file elsewhere, or of a commit that is not known', () => {
    const at = { side: 'head', file: 'web.yaml', line: 1 } as const
    expect(sourceUrl({ prefix: '' }, at)).toBeUndefined()
    expect(sourceUrl(place, { ...at, file: '../web.yaml' })).toBeUndefined()
    expect(sourceUrl(place, { ...at, file: '<stdin>' })).toBeUndefined()
    expect(sourceUrl({ prefix: '', template }, at)).toBeUndefined()
    expect(sourceUrl({ prefix: '', template: 'http://a/{path}' }, at)).toBe('http://a/web.yaml')
  })

  it('keeps whatever a file is called in its path', () => {
    fc.assert(
      fc.property(fc.oneof(hostileText, fc.string({ unit: 'binary' })), (name) => {
        const url = sourceUrl(place, { side: 'head', file: `a/${name}/{line}b`, line: 3 }) ?? ''
        expect(url).toMatch(/^https:\/\/forge\.example\.com\/fleet\/blob\/a{40}\/[\w.~%/-]*#L3$/)
      }),
    )
  })
})

describe('an address', () => {
  it.each([
    'javascript:alert({path})',
    '/{path}',
    'https://a/{line}',
    'https://a/{path}) x',
    'https://a/{path}"',
  ])('of sources is not %s', (text) => expect(isSourceTemplate(text)).toBe(false))

  it('of sources has the path', () => expect(isSourceTemplate(template)).toBe(true))

  it('of the web is http or https, and ends no link', () => {
    expect(isWebAddress('https://ci.example.com/runs/7?tab=1#x')).toBe(true)
    for (const each of ['ftp://a', 'https://', 'https://a b', 'https://a<b', 'https://a(b)', 'https://a\\b'])
      expect(isWebAddress(each)).toBe(false)
  })
})

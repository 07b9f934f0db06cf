import { describe, expect, it } from 'vitest'
import { formatMarkup, inlineElement, markup } from '../../../src/views/report/markup.ts'

const hostile = `<script>alert("1" & '2')</script>`
const escaped = '&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;'

describe('a piece of a page', () => {
  it('has every text escaped, in an element and in an attribute', () => {
    const page = markup`<b title="${hostile}">${hostile}</b>`
    expect(formatMarkup(page)).toBe(`<b title="${escaped}">${escaped}</b>`)
  })

  it('holds other pieces as they are, one by one or as a list', () => {
    const items = ['a', '<'].map((each) => markup`<li>${each}</li>`)
    expect(formatMarkup(markup`<ul>${items}${markup`<li></li>`}</ul>`)).toBe(
      '<ul><li>a</li><li>&lt;</li><li></li></ul>',
    )
  })

  it('has nothing where a value is missing, and zero where it is zero', () => {
    expect(formatMarkup(markup`[${undefined}${false}${''}${0}]`)).toBe('[0]')
  })

  it('shows controls and changes of the writing direction as their codes', () => {
    expect(formatMarkup(markup`${'a\u0000b\u202ec\n'}`)).toBe('a\\u0000b\\u202ec\\u000a')
  })

  it('cannot be forged by data that looks like one', () => {
    const data = JSON.parse('{"content": "<b>"}') as string
    expect(() => formatMarkup(markup`${[data]}`)).toThrow()
  })

  it('is a bug where the value of an attribute is not quoted', () => {
    expect(() => markup`<b title=${'a b'}></b>`).toThrow('has to be quoted')
  })
})

describe('an inline element', () => {
  it('is a bug where its text would end it', () => {
    expect(formatMarkup(inlineElement('style', 'a > b { }'))).toBe('<style>a > b { }</style>')
    expect(() => inlineElement('script', '"</script>"')).toThrow('would end early')
    expect(() => inlineElement('script', '"<!--"')).toThrow('would end early')
  })
})

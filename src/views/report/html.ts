import { printable } from '../../diagnostics/quote.ts'
import { invariant } from '../../diagnostics/invariant.ts'

const markup: unique symbol = Symbol('markup')

/** A piece of a page; only `html` and `inlineElement` make one, so that no text gets into a page unescaped. */
export interface Html {
  readonly [markup]: string
}

/** What may stand in a template: a text, which is escaped; a piece of a page; nothing. */
export type HtmlValue = string | number | Html | undefined | false | readonly HtmlValue[]

/**
 * A piece of a page, for the tag of a template: the template's own text is taken as it is, every value is escaped, in
 * an element and in a quoted attribute alike. What a browser may obey beside markup, controls and changes of the
 * writing direction, is shown as its code.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = strings[0] ?? ''
  for (const [index, value] of values.entries()) {
    invariant(!/=\s*$/.test(strings[index] ?? ''), 'an attribute with a value has to be quoted')
    text += textOf(value) + (strings[index + 1] ?? '')
  }
  return { [markup]: text }
}

/** A style or script of fedrender's own, which is not escaped and so must not hold the end of its element. */
export function inlineElement(name: 'style' | 'script', content: string): Html {
  invariant(!/<\/|<!--/.test(content), `the ${name} would end early`)
  return { [markup]: `<${name}>${content}</${name}>` }
}

/** The text of a page. */
export function formatHtml(page: Html): string {
  return page[markup]
}

function textOf(value: HtmlValue): string {
  if (value === undefined || value === false) return ''
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return escape(value)
  return markup in value ? value[markup] : value.map(textOf).join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

import { invariant } from '../../text/invariant.ts'
import { printable } from '../../text/quote.ts'

const content: unique symbol = Symbol('content')

/** A piece of a page; only `markup` and `inlineElement` make one, so that no text gets into a page unescaped. */
export interface Markup {
  readonly [content]: string
}

/** The values that a template takes: a text, which is escaped; a piece of a page; nothing. */
export type MarkupValue = string | number | Markup | undefined | false | readonly MarkupValue[]

/**
 * A piece of a page, as the tag of a template: the template's own text is taken as it is, every value is escaped, in an
 * element and in a quoted attribute alike. What a browser may obey beside markup, controls and changes of the writing
 * direction, is shown as its code.
 */
export function markup(strings: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  let text = strings[0] ?? ''
  for (const [index, value] of values.entries()) {
    invariant(!/=\s*$/.test(strings[index] ?? ''), 'the value of an attribute has to be quoted')
    text += textOf(value) + (strings[index + 1] ?? '')
  }
  return { [content]: text }
}

/** A style or script of fedrender's own, which is not escaped and so must not hold the end of its element. */
export function inlineElement(name: 'style' | 'script', text: string): Markup {
  invariant(!/<\/|<!--/.test(text), `the ${name} would end early`)
  return { [content]: `<${name}>${text}</${name}>` }
}

/** The text of a piece of a page. */
export function formatMarkup(page: Markup): string {
  return page[content]
}

function textOf(value: MarkupValue): string {
  if (value === undefined || value === false) return ''
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return escape(value)
  return content in value ? value[content] : value.map(textOf).join('')
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

import { printable } from '../../../../src/text/quote.ts'

/** What an element holds: other elements, and texts, which are never read as markup. */
export type Child = Node | string | number | undefined | false

/** The attributes that elements of the playground have; no other can be set. */
export interface Attributes {
  readonly class?: string
  readonly id?: string
  readonly role?: string
  readonly type?: string
  readonly title?: string
  readonly for?: string
  readonly name?: string
  readonly value?: string
  readonly min?: string
  readonly maxlength?: string
  readonly placeholder?: string
  readonly tabindex?: string
  readonly hidden?: boolean
  readonly disabled?: boolean
  readonly checked?: boolean
  readonly readonly?: boolean
  readonly 'aria-label'?: string
  readonly 'aria-labelledby'?: string
  readonly 'aria-controls'?: string
  readonly 'aria-selected'?: string
  readonly 'aria-current'?: string
  readonly 'aria-pressed'?: string
  readonly 'aria-keyshortcuts'?: string
  readonly scope?: string
  /** A page of the site; what is pasted is no address. */
  readonly href?: string
  readonly target?: string
  readonly click?: (event: Event) => void
  readonly change?: (event: Event) => void
  readonly submit?: (event: Event) => void
  readonly keydown?: (event: KeyboardEvent) => void
}

const events = ['click', 'change', 'submit', 'keydown'] as const

/** An element. Texts have what a browser or a person may obey, as changes of the writing direction, shown as its code. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes) as readonly (readonly [string, unknown])[]) {
    if (typeof value === 'string') made.setAttribute(key, key === 'value' ? value : printable(value))
    else if (value === true) made.setAttribute(key, '')
  }
  for (const event of events) {
    const handle = attributes[event]
    if (handle) made.addEventListener(event, handle as EventListener)
  }
  made.append(...children.flatMap(nodeOf))
  return made
}

function nodeOf(child: Child): readonly Node[] {
  if (child === undefined || child === false) return []
  return [child instanceof Node ? child : document.createTextNode(printable(String(child)))]
}

/** The choices of a list with one chosen. */
export function options(
  choices: readonly (readonly [value: string, text: string])[],
  chosen: string | undefined,
): readonly HTMLOptionElement[] {
  return choices.map(([value, text]) => {
    const option = element('option', { value }, text)
    option.selected = value === chosen
    return option
  })
}

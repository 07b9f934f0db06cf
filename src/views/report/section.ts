import { html, type Html } from './html.ts'

/** A part of the report. */
export interface Section {
  /** Unique in the page, for links. */
  readonly id: string
  readonly title: string
  readonly content: Html
}

/** A section, named by its heading. */
export function formatSection({ id, title, content }: Section): Html {
  return html` <section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${content}
  </section>`
}

/** What may be wider than the page: it scrolls on its own, with the keyboard too. */
export function scrollable(id: string, content: Html): Html {
  return html`<div class="scrollable" role="region" tabindex="0" aria-labelledby="${id}">${content}</div>`
}

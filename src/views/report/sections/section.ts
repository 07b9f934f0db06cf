import { markup, type Markup } from '../markup.ts'

/** A part of the report. */
export interface Section {
  /** Unique in the page, for links. */
  readonly id: string
  readonly title: string
  readonly content: Markup
}

/** A section, named by its heading. */
export function formatSection({ id, title, content }: Section): Markup {
  return markup`
<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${content}
</section>`
}

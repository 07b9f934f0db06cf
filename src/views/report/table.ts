import { markup, type Markup, type MarkupValue } from './markup.ts'

/** A table whose columns have titles; what of it may be wider than the page scrolls on its own, by keyboard too. */
export interface ScrolledTable {
  /** The id of the heading that names it. */
  readonly labelledBy: string
  /** Of the table, for its style. */
  readonly kind: string
  /** The cells of the first row. */
  readonly header: MarkupValue
  readonly rows: MarkupValue
}

/** The head of a table: one title for each column. */
export function columnTitles(titles: readonly string[]): Markup {
  return markup`${titles.map((each) => markup`<th scope="col">${each}</th>`)}`
}

/** A table, in a region that scrolls. */
export function scrolledTable({ labelledBy, kind, header, rows }: ScrolledTable): Markup {
  return markup`<div class="scrolled" role="group" tabindex="0" aria-labelledby="${labelledBy}">
<table class="${kind}"><thead><tr>${header}</tr></thead>
<tbody>${rows}</tbody></table></div>`
}

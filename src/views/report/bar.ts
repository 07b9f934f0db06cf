import { html, type Html } from './html.ts'

/** One part of a bar; its class gives it a colour. */
export interface BarPart {
  readonly kind: 'scheduled' | 'fixed'
  readonly number: number
}

/**
 * A horizontal bar as long as the sum of its parts is of `most`. It is hidden from screen readers, for which the same
 * numbers have to stand beside it.
 */
export function bar(parts: readonly BarPart[], most: number): Html {
  let start = 0
  const rectangles = parts.map(({ kind, number }) => {
    const [x, width] = [start, most > 0 ? Math.round((number / most) * 1000) : 0]
    start += width
    return html`<rect class="${kind}" x="${x}" width="${width}" height="1" />`
  })
  return html`<svg class="bar" viewBox="0 0 1000 1" preserveAspectRatio="none" aria-hidden="true">
    ${rectangles}
  </svg>`
}

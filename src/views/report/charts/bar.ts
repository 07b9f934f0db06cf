import { markup, type Markup } from '../markup.ts'

/** One part of a bar; its kind gives it a colour. */
export interface BarPart {
  readonly kind: 'scheduled' | 'fixed' | 'unplaced'
  readonly number: number
}

/**
 * A horizontal bar, as long as the sum of its parts is of `most`. Screen readers pass it over, so its numbers
 * have to be beside it.
 */
export function bar(parts: readonly BarPart[], most: number): Markup {
  let start = 0
  const rectangles = parts.map(({ kind, number }) => {
    const [x, width] = [start, most > 0 ? Math.round((number / most) * 1000) : 0]
    start += width
    return markup`<rect class="${kind}" x="${x}" width="${width}" height="1"/>`
  })
  return markup`<svg class="bar" viewBox="0 0 1000 1" preserveAspectRatio="none" aria-hidden="true">${rectangles}</svg>`
}

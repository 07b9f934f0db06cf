import { element } from '../parts/elements.ts'

/** A bar of some numbers beside each other, as a part of the largest; the numbers themselves are said beside it. */
export function bar(numbers: readonly number[], most: number): HTMLElement {
  const parts = numbers.map((number, index) => {
    const part = element('span', { class: `pg-bar-part pg-bar-${index + 1}` })
    // Set by a script, and so no style of the page that its policy would refuse.
    part.style.width = `${(100 * number) / Math.max(1, most)}%`
    return part
  })
  return element('span', { class: 'pg-bar' }, ...parts)
}

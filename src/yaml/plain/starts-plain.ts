import type { Lines } from './lines.ts'

/** No indicator, or one that is none because no blank comes after it (YAML 1.2.2, 7.3.3). */
const plainStart = /[A-Za-z0-9_./$(+~<=\\^;)\u00a0-\uffff]|[-:?][^ \n\t]/y

/** Whether a plain scalar outside brackets starts here. */
export function startsPlain({ text, at }: Lines): boolean {
  plainStart.lastIndex = at
  return plainStart.test(text)
}

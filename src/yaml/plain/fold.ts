/**
 * A text over lines as the one text that it means (YAML 1.2.2, 6.5): a break between two lines is a space, and of
 * more only the first is lost. No line of it may end in blanks, or start with a tab.
 */
export function fold(text: string): string {
  return text.includes('\n') ? text.replace(breaksAndIndentation, foldBreaks) : text
}

/** Line breaks, blank lines and the indentation of the line after them. */
const breaksAndIndentation = /\n[ \n]*/g

/** What line breaks, with blanks between and after them, fold to. */
export function foldBreaks(breaks: string): string {
  const count = countBreaks(breaks)
  return count === 1 ? ' ' : '\n'.repeat(count - 1)
}

/** How many line breaks a text has. */
export function countBreaks(text: string): number {
  return text.split('\n').length - 1
}

/** Whether a blank is where folding would lose it: at the end of a line, or a tab before the text of one. */
export function hasOddBlanks(text: string): boolean {
  return oddBlanks.test(text)
}

const oddBlanks = /[ \t]\n|\n *\t/

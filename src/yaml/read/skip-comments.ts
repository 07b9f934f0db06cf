/** The offset after the blank lines and lines of comments that start at an offset. */
export function skipComments(text: string, from: number): number {
  let end = from
  for (;;) {
    blankLine.lastIndex = end
    if (!blankLine.test(text)) return end
    end = blankLine.lastIndex
  }
}

const blankLine = /[ \t\r]*(?:#[^\n]*)?\n/y

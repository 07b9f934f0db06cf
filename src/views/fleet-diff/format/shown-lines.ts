const mostLines = 20
const longestLine = 200

/** The first lines of a file for a person, each cut to a length that a line of a review has. */
export function shownLines(lines: readonly string[]): readonly string[] {
  const shown = lines
    .slice(0, mostLines)
    .map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line))
  return lines.length > mostLines ? [...shown, `… ${lines.length - mostLines} more`] : shown
}

/** So many lines are joined at once: a million of them take many times the memory of their text. */
const mostLines = 1000

/** Lines as one text, with a line feed between each two. They may be made while they are joined. */
export function joinLines(lines: Iterable<string>): string {
  const texts: string[] = []
  let waiting: string[] = []
  for (const line of lines) {
    waiting.push(line)
    if (waiting.length < mostLines) continue
    texts.push(waiting.join('\n'))
    waiting = []
  }
  if (waiting.length > 0) texts.push(waiting.join('\n'))
  return texts.join('\n')
}

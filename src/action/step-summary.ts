/** GitHub drops a summary of more than 1 MiB whole. */
const mostCharacters = 200_000

/** What was found as Markdown for the summary of a step: a block of code, between more backticks than any in it. */
export function summaryOf(found: string): string {
  const text = found.length > mostCharacters ? `${found.slice(0, mostCharacters)}…` : found.replace(/\n$/, '')
  let longest = 2
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length)
  const fence = '`'.repeat(longest + 1)
  return `${fence}\n${text}\n${fence}\n\n`
}

import { printable, printableLines } from '../../text/quote.ts'

/**
 * A command to GitHub's runner, on a line of its own, with its properties in the order given (GitHub: actions/runner,
 * ActionCommand.cs). Values have nothing in them that a terminal obeys, which shows the log, too.
 */
export function workflowCommand(
  name: 'error' | 'warning' | 'notice',
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const written = Object.entries(properties).map(
    ([key, value]) => `${key}=${escapeProperty(printable(String(value)))}`,
  )
  return `::${name} ${written.join(',')}::${escapeMessage(printableLines(message))}\n`
}

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

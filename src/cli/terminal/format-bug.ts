import { printableLines } from '../../text/quote.ts'

/** A fault of fedrender itself, with its stack, as it is asked to be reported. */
export function formatBug(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `fedrender has a bug; please report it with this text:\n${printableLines(stack)}\n`
}

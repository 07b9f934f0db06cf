const longestQuote = 120

/** A value in double quotes for a message, control characters escaped and long text cut. */
export function quote(value: string): string {
  return JSON.stringify(value.length > longestQuote ? `${value.slice(0, longestQuote)}…` : value)
}

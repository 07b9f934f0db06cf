const longestQuote = 120

/** What JSON leaves as it is and a terminal may obey: C1 controls, line separators, changes of the writing direction. */
const unprintable = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

/** A value in double quotes for a message, control characters escaped and long text cut. */
export function quote(value: string): string {
  const short = value.length > longestQuote ? `${value.slice(0, longestQuote)}…` : value
  return JSON.stringify(short).replace(
    unprintable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

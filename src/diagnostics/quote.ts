const longestQuote = 120

/** What a terminal may obey: controls, line separators, changes of the writing direction. */
const unprintable = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu

/** A value in double quotes for a message, control characters escaped and long text cut. */
export function quote(value: string): string {
  return printable(JSON.stringify(value.length > longestQuote ? `${value.slice(0, longestQuote)}…` : value))
}

/** A path or pointer for a message: without quotes, but with nothing in it that a terminal may obey. */
export function printable(text: string): string {
  return text.replace(
    unprintable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

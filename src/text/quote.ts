const longestQuote = 120

/**
 * What somebody who reads a log or a terminal obeys or does not see: controls, formats (changes of the writing
 * direction, invisible characters), line separators, lone surrogates; and what begins a command to a CI system anywhere
 * in a line: `##[` (GitHub: actions/runner, ActionCommand.cs, TryParse), `##vso[` (Azure Pipelines), `##teamcity[`.
 */
const obeyed = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|#(?=#(?:vso|teamcity)?\[)/gu

/** The credentials in a URL; bounded, so that a long text is searched in a time in proportion to its length. */
export const urlCredentials: RegExp = /(?<=:\/\/)[^\s"'<>]{1,500}(?=@)/g

/** A text with `********` in place of the credentials in its URLs. */
export function withoutCredentials(text: string): string {
  return text.replaceAll(urlCredentials, '********')
}

/** A value in double quotes for a message, control characters escaped, credentials of URLs hidden and long text cut. */
export function quote(whole: string): string {
  const value = withoutCredentials(whole)
  return printable(JSON.stringify(value.length > longestQuote ? `${value.slice(0, longestQuote)}…` : value))
}

/**
 * A text for one line of a message, a table or a page: without quotes, but with nothing in it that anybody obeys. Each
 * such character becomes `\uXXXX`, for each of its UTF-16 code units, as in JSON.
 */
export function printable(text: string): string {
  return text.replaceAll(obeyed, escapeUnits)
}

/** The colours of `createPaint`, and nothing else that moves a cursor or sets anything. */
const escape = String.fromCharCode(0x1b)
const color = new RegExp(`(${escape}\\[(?:1|2|22|3[1236]|39)m)`)
/** Line breaks and tabs are what lines are made of; a carriage return is a part of a line break, or obeyed. */
const obeyedInLines = new RegExp(String.raw`(?![\n\t]|\r\n)(?:${obeyed.source})`, 'gu')
/** GitHub obeys `::command::` at the start of a line, white space before it passed over. */
const commandAtStart = new RegExp(`^((?:[^\\S\\n\\r\\u2028\\u2029]|${escape}\\[\\d+m)*):(?=:)`, 'gm')

/** What all that is escaped in lines has: most texts have none of it, and one search shows that. */
const mayBeObeyed = /[^\t\n -~]|##|::/

/**
 * Lines for a terminal or a log, the last thing done before they are written: whatever a view forgot to escape is
 * escaped, and no line begins as a command to GitHub's runner. In JSON nothing changes its meaning by that.
 *
 * @param colored whether colours are shown; without, their codes are escaped too
 */
export function printableLines(text: string, colored: boolean = false): string {
  if (!mayBeObeyed.test(text)) return text
  const parts = colored ? text.split(color) : [text]
  const escaped = parts.map((part, index) => {
    return index % 2 === 1 ? part : part.replaceAll(obeyedInLines, escapeUnits)
  })
  return escaped.join('').replaceAll(commandAtStart, String.raw`$1\u003a`)
}

/** The same characters as spaces, where columns have to stay. */
export function blankObeyed(text: string): string {
  return text.replaceAll(obeyed, (character) => ' '.repeat(character.length))
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`
  }).join('')
}

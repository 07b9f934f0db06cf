import { maximumTokens } from '../read/limits.ts'
import { code } from '../scan/characters.ts'

/** Where the reading of a plain text has come to. */
export interface Lines {
  /** Line feeds, of which the last is at the end, and characters that end no line. */
  readonly text: string
  /** How far the line is indented, -1 after the last one. */
  indent: number
  /** Where reading goes on within the line. */
  at: number
  /** How many mappings and lists are open. */
  depth: number
  /** How many tokens go-yaml can have made of what was read, at most. */
  tokens: number
}

/** At the first line of a text. */
export function startOf(text: string): Lines {
  const lines = { text, indent: -1, at: 0, depth: 0, tokens: 0 }
  startLine(lines, 0)
  return lines
}

/** Goes to the first line, from the start of one on, that holds more than blanks and a comment. */
export function startLine(lines: Lines, from: number): void {
  const { text } = lines
  for (let start = from; start < text.length;) {
    const at = passBlanks(text, start)
    const character = text.charCodeAt(at)
    if (character !== code.lineFeed && character !== code.hash) {
      lines.indent = at - start
      lines.at = at
      return
    }
    start = text.indexOf('\n', at) + 1
  }
  lines.indent = -1
  lines.at = text.length
}

/**
 * Ends the line where a value ends, and goes to the next; false where anything but blanks and a comment is between.
 */
export function endLine(lines: Lines): boolean {
  const { text, at } = lines
  const end = passBlanks(text, at)
  const character = text.charCodeAt(end)
  if (character !== code.lineFeed && (character !== code.hash || end === at)) return false
  startLine(lines, text.indexOf('\n', end) + 1)
  return true
}

/** The offset of the first character, from `at` on, that is no space. */
export function passBlanks(text: string, at: number): number {
  let next = at
  while (text.charCodeAt(next) === code.space) next += 1
  return next
}

/** Opens a mapping or a list; false where more are open than anybody nests, which is for the scanner to judge. */
export function open(lines: Lines): boolean {
  lines.depth += 1
  lines.tokens += 2
  return lines.depth <= mostPlain
}

const mostPlain = 100

/** The most tokens that go-yaml makes of an entry without the collection that its value may be. */
export const tokensOfEntry = 4

/** Whether the text may have more tokens than are read, which is for the scanner to judge. */
export function mayBeTooLarge({ tokens }: Lines): boolean {
  return tokens + tokensOfStream > maximumTokens
}

/** The start and the end of the text. */
const tokensOfStream = 2

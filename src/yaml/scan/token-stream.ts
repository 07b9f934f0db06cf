import { maximumTokens } from '../read/limits.ts'
import { ScanFault } from './cursor.ts'
import { fetchToken } from './fetch-token.ts'
import { createScanner, isStillKey, type Scanner } from './scanner.ts'
import type { Token } from './token.ts'

/** The tokens of a text, one at a time. */
export interface TokenStream {
  /** The next token; the last one is the end of the stream. */
  readonly peek: () => Token
  /** Takes the next token. */
  readonly take: () => Token
}

/** The tokens of a text; reading on may throw a `ScanFault`. */
export function tokensOf(text: string): TokenStream {
  const scanner = createScanner(text)
  let next: Token | undefined
  const peek = (): Token => {
    next ??= nextToken(scanner)
    return next
  }
  const take = (): Token => {
    const token = peek()
    if (token.type === 'stream-end') return token
    next = undefined
    scanner.head += 1
    scanner.taken += 1
    if (scanner.taken > maximumTokens) throw new ScanFault('too many tokens', 0, 1, 'too-large')
    return token
  }
  return { peek, take }
}

/** Scans on until it is known what the first token of the queue is (yaml_parser_fetch_more_tokens). */
function nextToken(scanner: Scanner): Token {
  const { queue, queuedKeys } = scanner
  if (scanner.head === queue.length) {
    queue.length = 0
    queuedKeys.length = 0
    scanner.head = 0
  }
  for (;;) {
    const token = queue[scanner.head]
    if (token && !isStillKey(scanner, queuedKeys[scanner.head])) return token
    fetchToken(scanner)
  }
}

import { Composer, Lexer, Parser, type CST, type Document, type ErrorCode } from 'yaml'
import { maximumDepth, maximumTokens } from '../read/limits.ts'

/** The first document of a text, and the next one if there is one. */
export type Documents = readonly [first: Document.Parsed, second?: Document.Parsed]

/** Which bound a text breaks. */
export type Excess = 'too-deep' | 'too-large'

/** How many errors are kept: a file that is not YAML has one for each character. */
const maximumErrors = 100

const options = {
  schema: 'failsafe',
  resolveKnownTags: false,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const

/** Composes the first two documents of a text with the `yaml` package, or returns which bound the text breaks. */
export function composeBounded(text: string): Documents | Excess {
  const tokens = parseTokens(text)
  if (typeof tokens === 'string') return tokens
  const composer = new Composer(options)
  limitErrors(composer)
  const [first, second] = composer.compose(tokens, true, text.length)
  if (!first) return 'too-large'
  return second ? [first, second] : [first]
}

/**
 * Gives up as soon as a bound is broken: the composer recurses, and a large file of nothing but brackets would take
 * all the memory there is. The parser's stack holds the document and its open collections.
 */
function parseTokens(text: string): CST.Token[] | Excess {
  const parser = new Parser()
  const tokens: CST.Token[] = []
  let [count, errors] = [0, 0]
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      if (token.type !== 'error' || errors < maximumErrors) tokens.push(token)
      if (token.type === 'error') errors += 1
    }
    count += 1
    if (parser.stack.length > maximumDepth + 2) return 'too-deep'
    if (count > maximumTokens) return 'too-large'
  }
  for (const token of parser.end()) tokens.push(token)
  return tokens
}

type ErrorHandler = (source: unknown, code: ErrorCode, message: string, isWarning?: boolean) => void

/**
 * Keeps the composer from making an Error, with its stack, of every fault and every warning. Its handler is private,
 * and there is no option for it.
 */
function limitErrors(composer: Composer): void {
  const report = Reflect.get(composer, 'onError') as ErrorHandler
  let count = 0
  const onError: ErrorHandler = (source, code, message, isWarning) => {
    if (isWarning || isHarmless(code, message) || count >= maximumErrors) return
    count += 1
    report(source, code, message)
  }
  Reflect.set(composer, 'onError', onError)
}

/** What go-yaml lets pass, and escapes, which are judged where values are read. */
function isHarmless(code: ErrorCode, message: string): boolean {
  if (code === 'BAD_DQ_ESCAPE') return true
  return code === 'MISSING_CHAR' && message.startsWith('Comments must be separated')
}

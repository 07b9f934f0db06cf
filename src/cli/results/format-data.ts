import { printableLines } from '../../text/quote.ts'
import { indentedJson, partsOfJson } from './parts-of-json.ts'
import { partsOfYaml } from './parts-of-yaml.ts'

/**
 * A view's plain data as JSON or YAML. The YAML is quoted for readers of version 1.1 too; in JSON, whose readers have
 * doubles, an integer beyond 2^53 is a text. What a terminal obeys is escaped in either, as its grammar has it.
 */
export function formatData(data: object, format: 'json' | 'yaml'): string {
  if (format === 'json') return printableLines(`${indentedJson(data, '')}\n`)
  return [...formatDataPieces(data, format)].join('')
}

/**
 * What `formatData` gives, in pieces of whole lines: a list in it may have a million items, whose text would take more than
 * they do. An iterable is a list whose items are made as they are written.
 */
export function* formatDataPieces(data: object, format: 'json' | 'yaml'): Generator<string> {
  let piece = ''
  for (const part of format === 'json' ? partsOfJson(data, '') : partsOfYaml(data)) {
    piece += part
    if (piece.length < leastPiece || !piece.endsWith('\n')) continue
    yield printableLines(piece)
    piece = ''
  }
  if (piece !== '') yield printableLines(piece.endsWith('\n') ? piece : `${piece}\n`)
}

/** The length, in UTF-16 code units, of which a piece has no less unless it is the last. */
const leastPiece = 2 ** 16

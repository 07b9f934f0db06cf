import { Document, isScalar, Scalar, visit } from 'yaml'
import { printableLines } from '../../text/quote.ts'

/** How a view is written. */
export type OutputFormat = 'table' | 'json' | 'yaml'

/** The names of the formats, for the command line. */
export const outputFormats: readonly OutputFormat[] = ['table', 'json', 'yaml']

/**
 * A view's plain data as JSON or YAML. The YAML is quoted for readers of version 1.1 too; in JSON, whose readers have
 * doubles, an integer beyond 2^53 is a text. What a terminal obeys is escaped in either, as its grammar has it.
 */
export function formatData(data: unknown, format: 'json' | 'yaml'): string {
  if (format === 'json') return printableLines(`${JSON.stringify(data, textOfBigInt, 2)}\n`)
  const document = new Document(data, { version: '1.1', aliasDuplicateObjects: false })
  // Only in double quotes an escape stands for a character.
  visit(document, {
    Scalar: (_, node) => {
      if (isScalar(node) && typeof node.value === 'string' && printableLines(node.value) !== node.value)
        node.type = Scalar.QUOTE_DOUBLE
    },
  })
  return printableLines(document.toString({ lineWidth: 0 }))
}

function textOfBigInt(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}

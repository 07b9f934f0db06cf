import { InvalidArgumentError, type Option } from 'commander'
import { Document, isScalar, Scalar, visit } from 'yaml'
import { printableLines } from '../../text/quote.ts'
import type { CommandLine } from '../command-line.ts'
import { sharedOption } from './grammar.ts'

/** How a result is printed. */
export type OutputFormat = 'text' | 'wide' | 'name' | 'json' | 'yaml' | 'markdown'

/** Every format, in the order of the help. */
export const outputFormats: readonly OutputFormat[] = ['text', 'wide', 'name', 'json', 'yaml', 'markdown']

/** How the result of a command is printed that has these formats; `table`, as `text` was called, goes on working. */
export function outputOption<Format extends OutputFormat>(
  { noteOld }: Pick<CommandLine, 'noteOld'>,
  formats: readonly Format[],
): Option {
  return sharedOption('output')
    .choices(formats)
    .default('text')
    .argParser((value: string): string => {
      if ((formats as readonly string[]).includes(value)) return value
      if (value !== 'table') throw new InvalidArgumentError(`Allowed choices are ${formats.join(', ')}.`)
      noteOld('-o table is called -o text now, and goes on working until the next version')
      return 'text'
    })
}

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

import { InvalidArgumentError, type Option } from 'commander'
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

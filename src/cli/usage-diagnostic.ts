import type { Command, CommanderError } from 'commander'
import { createDiagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts'
import { nearest } from '../text/nearest.ts'

/**
 * What is wrong with a command line that commander refuses: `unknown-command`, `unknown-option` or
 * `command-line-invalid`, each with the command whose help has what is right.
 */
export function usageDiagnostic(
  error: CommanderError,
  program: Command,
  words: readonly string[],
): Diagnostic {
  const command = commandOf(program, words)
  const help = pathOf(command)
  const name = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  if (error.code === 'commander.unknownCommand') {
    return createDiagnostic('unknown-command', { name, help, nearest: nearestCommand(name, command) })
  }
  if (error.code === 'commander.unknownOption') {
    return createDiagnostic('unknown-option', { name, help, nearest: nearest(name, optionsOf(command)) })
  }
  const meant = optionTaking(error.message, command)
  return createDiagnostic('command-line-invalid', { problem: sentence(error.message), help, meant })
}

/** The option of the command that takes the value which another one refuses, with it: `--output markdown`. */
function optionTaking(refusal: string, { options }: Command): string | undefined {
  const [, refused = ''] = /argument '([^']*)' is invalid/.exec(refusal) ?? []
  const option = options.find(({ argChoices }) => argChoices?.includes(refused))
  return option?.long === undefined ? undefined : `${option.long} ${refused}`
}

/** What other programs call a command. */
const synonyms: Readonly<Record<string, string>> = {
  build: 'render',
  generate: 'render',
  template: 'render',
  check: 'validate',
  lint: 'validate',
  describe: 'explain',
  get: 'find',
  list: 'find',
}

function nearestCommand(name: string, { commands }: Command): string | undefined {
  const known = commands.filter((each) => each.description() !== '').map((each) => each.name())
  const synonym = synonyms[name]
  return synonym !== undefined && known.includes(synonym) ? synonym : nearest(name, known)
}

/** The long options that the command and the whole command line have, without what is kept for the version before. */
function optionsOf(command: Command): readonly string[] {
  const all = [...command.options, ...(command.parent?.options ?? [])]
  return all.filter(({ hidden }) => !hidden).flatMap(({ long }) => long ?? [])
}

/** The command that the words name, as far as they name one. */
function commandOf(program: Command, words: readonly string[]): Command {
  let command = program
  for (const word of words) {
    const found = command.commands.find((each) => each.name() === word)
    if (found !== undefined) command = found
  }
  return command
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name()
}

/** A message of commander as a sentence. */
function sentence(message: string): string {
  const text = message.replace(/^error: (?:command-argument )?/, '').trim()
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`
}

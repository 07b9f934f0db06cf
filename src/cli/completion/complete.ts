import type { Argument, Command, Option } from 'commander'
import { compareText } from '../../text/compare-text.ts'
import { valuesOf, type RepositoryNames } from './value-source.ts'

/**
 * What the last of some words may become: `words` are those after the program's name, the last one as far as it is
 * typed. Empty for a file or free text; a shell then offers files.
 */
export function complete(
  program: Command,
  words: readonly string[],
  names: RepositoryNames,
): readonly string[] {
  const partial = words.at(-1) ?? ''
  const [command, before] = findCommand(program, words.slice(0, -1))
  const options = [...command.options, ...(command === program ? [] : program.options)].filter(isShown)
  const [assignment = '', long] = /^(--[a-z-]+)=/.exec(partial) ?? []
  const assigned = options.find((each) => each.long === long)
  if (assignment !== '') {
    const values = assigned ? valuesOf(assigned, names, words) : []
    return matching(
      values.map((each) => assignment + each),
      partial,
    )
  }
  const open = options.find((each) => isCalled(each, before.at(-1)) && takesValue(each))
  if (open !== undefined) return matching(valuesOf(open, names, words), partial)
  if (partial.startsWith('-'))
    return matching([...options.flatMap((each) => each.long ?? []), '--help'], partial)
  const { length } = argumentIndices(before, options)
  if (command.commands.length === 0)
    return matching(
      argumentsOf(command, length, (each) => valuesOf(each, names, words)),
      partial,
    )
  const commands = command.commands.filter(isListed).map((each) => each.name())
  return length === 0 ? matching(commands, partial) : []
}

function findCommand(program: Command, words: readonly string[]): readonly [Command, readonly string[]] {
  let [command, rest] = [program, words]
  for (;;) {
    const [first] = argumentIndices(rest, command.options)
    const found = command.commands.find((each) => first !== undefined && each.name() === rest[first])
    if (found === undefined || first === undefined) return [command, rest]
    command = found
    rest = rest.slice(first + 1)
  }
}

/** The places of arguments among words; the value of an option is none. */
function argumentIndices(words: readonly string[], options: readonly Option[]): readonly number[] {
  return [...words.keys()].filter((index) => {
    const isValue = options.some((each) => isCalled(each, words[index - 1]) && takesValue(each))
    return !isValue && words[index]?.startsWith('-') === false
  })
}

function isCalled({ short, long }: Option, word: string | undefined): boolean {
  return word !== undefined && (word === short || word === long)
}

function takesValue({ required, optional }: Option): boolean {
  return required || optional
}

function isShown({ hidden }: Option): boolean {
  return !hidden
}

/** A command without a summary is one that shells alone call. */
function isListed(command: Command): boolean {
  return command.description() !== ''
}

/** The values of a command's argument by its index; the last one may take many. */
function argumentsOf(
  command: Command,
  index: number,
  valuesOf: (argument: Argument) => readonly string[],
): readonly string[] {
  const last = command.registeredArguments.at(-1)
  const argument = command.registeredArguments[index] ?? (last?.variadic === true ? last : undefined)
  if (argument === undefined) return []
  return valuesOf(argument)
}

function matching(candidates: readonly string[], partial: string): readonly string[] {
  return [...new Set(candidates)].filter((each) => each.startsWith(partial)).sort(compareText)
}

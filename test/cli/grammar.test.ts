import type { Command, Option } from 'commander'
import { describe, expect, it } from 'vitest'
import { valueSourceOf } from '../../src/cli/completion/value-source.ts'
import { grammar, type GrammarRule } from '../../src/cli/options/grammar.ts'
import { isOldOption } from '../../src/cli/options/old-option.ts'
import { outputFormats } from '../../src/cli/options/output-format.ts'
import { commandLine, listedCommands } from '../../docs/writer/commands-page.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

const program = commandLine()
/** Every command that does something, with its name and the heading of the help that it is under. */
const commands = listedCommands(program).flatMap((command) => {
  const runs = command.commands.length > 0 ? command.commands : [command]
  return runs.map((each) => ({ command: each, name: command.name(), group: command.helpGroup() }))
})
const rules = Object.values<GrammarRule>(grammar)

/** The options that a command has today, without those of the version before. */
function optionsOf(command: Command): readonly Option[] {
  return command.options.filter((each) => !isOldOption(each))
}

describe('every command', () => {
  it.each(commands)('$name spells what all commands share as the grammar does', ({ command, name }) => {
    for (const option of optionsOf(command)) {
      const rule = rules.find(({ flags }) => sharesName(flags, option.flags))
      if (rule === undefined || (rule.kubefedctl?.[name] ?? rule.otherwise?.[name]) !== undefined) continue
      expect(option.flags).toBe(rule.flags)
    }
  })

  it.each(commands)('$name takes what its group takes', ({ command, name, group }) => {
    const flags = new Set(command.options.map((option) => option.flags))
    for (const rule of rules) {
      const isExcepted = rule.except?.[name] !== undefined
      const isDue = rule.takenBy?.includes(group) === true && !isExcepted
      const isTaken = flags.has(rule.flags)
      if (isDue) expect([rule.flags, isTaken]).toStrictEqual([rule.flags, true])
      if (isExcepted) expect([rule.flags, isTaken]).toStrictEqual([rule.flags, false])
    }
  })

  it.each(commands)('$name prints its result in formats that all commands share', ({ command, name }) => {
    const output = optionsOf(command).find(({ long }) => long === '--output')
    if (output === undefined || kubefedctlOutput[name] !== undefined) return
    const formats: readonly string[] = output.argChoices ?? []
    expect(formats).toStrictEqual(outputFormats.filter((each) => formats.includes(each)))
    expect(formats[0]).toBe('text')
    expect(output.defaultValue).toBe('text')
  })

  it.each(commands)('$name says beside each option and argument what completes it', ({ command }) => {
    const valued = optionsOf(command).filter((each) => each.required || each.optional)
    for (const defined of [...valued, ...command.registeredArguments]) {
      const source = defined.argChoices ? 'choices' : valueSourceOf(defined)
      expect([defined.name(), source]).not.toStrictEqual([defined.name(), undefined])
    }
  })

  it.each(commands)('$name has the repository as [dir] or as --dir, and as nothing else', ({ command }) => {
    const named = command.registeredArguments.filter(({ description }) => description === 'the repository')
    expect(named.map((each) => [each.name(), each.required, each.defaultValue])).toStrictEqual(
      named.map(() => ['dir', false, '.']),
    )
    const others = command.registeredArguments.filter((each) => each.name() === 'dir')
    expect(others).toStrictEqual(named)
  })

  it.each(commands)(
    '$name refuses an option that it does not have, and names its own help',
    ({ command }) => {
      const words = pathOf(command)
      const mandatory = command.options
        .filter((each) => each.mandatory)
        .flatMap(({ long = '' }) => [long, 'x'])
      const { exitCode, stderr } = createTestRepository({}).run(...words, ...mandatory, '--no-such-option')
      expect(exitCode).toBe(2)
      expect(stderr).toBe(
        'error unknown-option: There is no option "--no-such-option".\n' +
          `  fix: fedrender ${words.join(' ')} --help shows every one.\n`,
      )
    },
  )
})

describe('the grammar', () => {
  it('names no command that is gone', () => {
    const names = new Set(commands.map(({ name }) => name))
    const named = rules.flatMap(({ except, kubefedctl, otherwise }) =>
      Object.keys({ ...except, ...kubefedctl, ...otherwise }),
    )
    expect(named.filter((name) => !names.has(name))).toStrictEqual([])
  })

  it('has one long option for a short one, and one spelling for an option of several commands', () => {
    const [longOf, flagsOf] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()]
    for (const { command, name } of commands) {
      for (const { short, long = '', flags } of optionsOf(command)) {
        const rule = rules.find((each) => sharesName(each.flags, flags))
        if ((rule?.kubefedctl?.[name] ?? rule?.otherwise?.[name]) !== undefined) continue
        if (short !== undefined) longOf.set(short, (longOf.get(short) ?? new Set()).add(long))
        flagsOf.set(long, (flagsOf.get(long) ?? new Set()).add(flags))
      }
    }
    const several = [...longOf, ...flagsOf].filter(([, spellings]) => spellings.size > 1)
    expect(several).toStrictEqual([])
  })
})

describe('a command without a result', () => {
  it.each(['status', 'clusters', 'plan', 'find'])('%s says so on standard error', (name) => {
    const { stderr } = createTestRepository({}).run(name)
    expect(stderr).toMatch(/^(?:no|there is no) \w+/m)
    expect(createTestRepository({}).run(name, '--quiet').stderr).not.toContain('no ')
  })
})

const kubefedctlOutput: Readonly<Record<string, string>> = grammar.output.kubefedctl ?? {}

/** Whether two spellings have a long or a short option in common. */
function sharesName(left: string, right: string): boolean {
  const names = (flags: string): readonly string[] =>
    flags.match(/--[a-z-]+|(?<!-)-[A-Za-z](?![a-z-])/g) ?? []
  return names(left).some((each) => names(right).includes(each))
}

function pathOf(command: Command): readonly string[] {
  return command.parent ? [...pathOf(command.parent), command.name()] : []
}

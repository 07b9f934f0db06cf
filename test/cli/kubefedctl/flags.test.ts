import { readdirSync, readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { commandLine } from '../../../docs/writer/commands-page.ts'
import { withKubefedctlWords } from '../../../src/cli/options/kubefedctl-words.ts'

/** What `kubefedctl COMMAND --help` of v0.10.0 printed (sigs.k8s.io/kubefed, built from the module), a file for each command. */
const help = new URL('help/', import.meta.url)

/** A line of cobra's help: `-o, --output string   If provided, …`; a flag without a word after it is a boolean. */
const flagLine = /^ {2,6}(?:-(?<short>\w), )?--(?<long>[\w-]+)(?: (?<value>[\w.:,]+))? {2,}/gm

interface Flag {
  readonly command: string
  readonly long: string
  readonly short: string | undefined
  /** Undefined: a boolean. */
  readonly value: string | undefined
}

const flags = readdirSync(help)
  .filter((file) => file.endsWith('.txt'))
  .flatMap((file): readonly Flag[] => {
    const [command = ''] = file.split('.')
    const text = readFileSync(new URL(file, help), 'utf8')
    return [...text.matchAll(flagLine)].flatMap(({ groups = {} }) => {
      const { long = '', short, value } = groups
      return long === 'help' ? [] : [{ command, long, short, value }]
    })
  })

const program = commandLine()

describe("kubefedctl's flags", () => {
  it('are read from the help of each of its commands', () => {
    const commands = new Set(flags.map(({ command }) => command))
    expect([...commands].sort()).toStrictEqual([
      'disable',
      'enable',
      'federate',
      'join',
      'orphaning-deletion',
      'unjoin',
      'version',
    ])
    expect(flags.length).toBeGreaterThan(100)
  })

  it.each(flags)('$command --$long is an option of the same letter, with a value or without', (flag) => {
    const [long, short] = spelled(flag)
    const option = commandOf(flag.command).options.find((each) => each.long === long)
    expect(option?.long).toBe(long)
    // The level of the log is told apart from --verbose by its number.
    if (flag.long !== 'v') expect(option?.short).toBe(short)
    expect((option?.required ?? false) || (option?.optional ?? false)).toBe(
      flag.value !== undefined || long === '--contents',
    )
  })
})

function commandOf(name: string): Command {
  const found = program.commands.find((each) => each.name() === name)
  if (found === undefined) throw new Error(`there is no command ${name}`)
  return found
}

/** The option that a flag is given by in the end. */
function spelled({ command, long, short }: Flag): readonly [long: string, short: string | undefined] {
  const [word = ''] = withKubefedctlWords([command, `--${long}`]).slice(1)
  return [word, short === undefined ? undefined : `-${short}`]
}

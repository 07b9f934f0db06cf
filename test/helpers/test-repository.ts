import { runCommand } from '../../src/cli/run-command.ts'
import type { GivenTerminal } from '../../src/cli/terminal/terminal.ts'
import { createMemoryHost, type MemoryHost } from './memory-host.ts'

/** What a command line wrote and gave. */
export interface CommandResult {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

interface StartedCommand {
  readonly exitCode: number | Promise<number>
  readonly printed: () => Pick<CommandResult, 'stdout' | 'stderr'>
}

/** A repository in memory at `/repo`, in which command lines run as in a working directory. */
export interface TestRepository {
  readonly host: MemoryHost
  /** Runs `fedrender` with these arguments. */
  run(...commandLine: readonly string[]): CommandResult
  /** What the command lines are given, with some other traits; what is written goes nowhere unless they take it. */
  terminal(traits: Partial<GivenTerminal>): GivenTerminal
  /** The same with other traits of the terminal. */
  runOn(traits: Partial<GivenTerminal>, ...commandLine: readonly string[]): CommandResult
  /** The same with a command that goes on when the command line has been read. */
  runToEnd(traits: Partial<GivenTerminal>, ...commandLine: readonly string[]): Promise<CommandResult>
  /** The files of the output directory by path, without `.gitattributes`. */
  rendered(directory?: string): Record<string, string>
}

/** Makes a repository that holds the given files, by path relative to it. */
export function createTestRepository(files: Readonly<Record<string, string | Uint8Array>>): TestRepository {
  const host = createMemoryHost(
    Object.fromEntries(Object.entries(files).map(([path, content]) => [`/repo/${path}`, content])),
  )
  if (Object.keys(files).length === 0) host.put('/repo/', '')
  const terminal = (traits: Partial<GivenTerminal>): GivenTerminal => ({
    host,
    directory: '/repo',
    environment: () => undefined,
    writeOutput: () => undefined,
    writeError: () => undefined,
    colorErrors: false,
    colorOutput: false,
    outputColumns: undefined,
    interactive: false,
    now: () => 0,
    clock: () => '2026-01-01T00:00:00Z',
    lookUp: () => Promise.reject(new Error('there is no network in tests')),
    watch: async function* () {},
    openChannel: () => {
      throw new Error('this terminal has no streams')
    },
    ...traits,
  })
  const start = (traits: Partial<GivenTerminal>, commandLine: readonly string[]): StartedCommand => {
    const [stdout, stderr]: [string[], string[]] = [[], []]
    const exitCode = runCommand(
      commandLine,
      terminal({
        writeOutput: (text) => stdout.push(text),
        writeError: (text) => stderr.push(text),
        ...traits,
      }),
    )
    return { exitCode, printed: () => ({ stdout: stdout.join(''), stderr: stderr.join('') }) }
  }
  const runOn = (traits: Partial<GivenTerminal>, ...commandLine: readonly string[]): CommandResult => {
    const { exitCode, printed } = start(traits, commandLine)
    if (typeof exitCode !== 'number') throw new Error('this command goes on: use runToEnd')
    return { exitCode, ...printed() }
  }
  return {
    host,
    terminal,
    runOn,
    runToEnd: async (traits, ...commandLine) => {
      const { exitCode, printed } = start(traits, commandLine)
      return { exitCode: await exitCode, ...printed() }
    },
    run: (...commandLine) => runOn({}, ...commandLine),
    rendered: (directory = 'rendered') => {
      const { '.gitattributes': _, ...rest } = host.dump(`/repo/${directory}`)
      return rest
    },
  }
}

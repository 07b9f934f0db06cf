import { runCommand } from '../../src/cli/run-command.ts'
import type { Terminal } from '../../src/cli/terminal/terminal.ts'
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
  /** The same with other traits of the terminal. */
  runOn(terminal: Partial<Terminal>, ...commandLine: readonly string[]): CommandResult
  /** The same with a command that goes on when the command line has been read. */
  runToEnd(terminal: Partial<Terminal>, ...commandLine: readonly string[]): Promise<CommandResult>
  /** The files of the output directory by path, without `.gitattributes`. */
  rendered(directory?: string): Record<string, string>
}

/** Makes a repository that holds the given files, by path relative to it. */
export function createTestRepository(files: Readonly<Record<string, string | Uint8Array>>): TestRepository {
  const host = createMemoryHost(
    Object.fromEntries(Object.entries(files).map(([path, content]) => [`/repo/${path}`, content])),
  )
  if (Object.keys(files).length === 0) host.put('/repo/', '')
  const start = (terminal: Partial<Terminal>, commandLine: readonly string[]): StartedCommand => {
    const [stdout, stderr]: [string[], string[]] = [[], []]
    const exitCode = runCommand(commandLine, {
      host,
      directory: '/repo',
      environment: () => undefined,
      writeOutput: (text) => stdout.push(text),
      writeError: (text) => stderr.push(text),
      colorErrors: false,
      colorOutput: false,
      interactive: false,
      now: () => 0,
      clock: () => '2026-01-01T00:00:00Z',
      lookUp: () => Promise.reject(new Error('there is no network in tests')),
      watch: async function* () {},
      ...terminal,
    })
    return { exitCode, printed: () => ({ stdout: stdout.join(''), stderr: stderr.join('') }) }
  }
  const runOn = (terminal: Partial<Terminal>, ...commandLine: readonly string[]): CommandResult => {
    const { exitCode, printed } = start(terminal, commandLine)
    if (typeof exitCode !== 'number') throw new Error('this command goes on: use runToEnd')
    return { exitCode, ...printed() }
  }
  return {
    host,
    runOn,
    runToEnd: async (terminal, ...commandLine) => {
      const { exitCode, printed } = start(terminal, commandLine)
      return { exitCode: await exitCode, ...printed() }
    },
    run: (...commandLine) => runOn({}, ...commandLine),
    rendered: (directory = 'rendered') => {
      const { '.gitattributes': _, ...rest } = host.dump(`/repo/${directory}`)
      return rest
    },
  }
}

import { runCommand } from '../cli/run-command.ts'
import type { Host } from '../host/host.ts'
import { invariant } from '../text/invariant.ts'

/** What a command line wrote and gave. */
export interface Run {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs a command line of fedrender in this process; none of the commands that the action uses goes on working
 * afterwards.
 */
export function runFedrender(
  { host, directory }: { readonly host: Host; readonly directory: string },
  commandLine: readonly string[],
): Run {
  const [stdout, stderr]: [string[], string[]] = [[], []]
  const exitCode = runCommand(commandLine, {
    host,
    directory,
    writeOutput: (text) => stdout.push(text),
    writeError: (text) => stderr.push(text),
    colorErrors: false,
    colorOutput: false,
    interactive: false,
    now: () => performance.now(),
    clock: () => new Date().toISOString(),
    environment: () => undefined,
    lookUp: () => Promise.reject(new Error('the action looks up no host name')),
    watch: async function* () {},
  })
  invariant(typeof exitCode === 'number', 'the action neither watches nor looks up host names')
  return { exitCode, stdout: stdout.join(''), stderr: stderr.join('') }
}

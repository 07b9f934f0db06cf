import { runCommand } from '../cli/run-command.ts'
import { forgeVariables } from '../host/forge-addresses.ts'
import type { Host } from '../host/host.ts'
import { invariant } from '../text/invariant.ts'
import type { Environment } from './inputs.ts'

/** What a command line wrote and gave. */
export interface Run {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs a command line of fedrender in this process; none of the commands that the action uses goes on working
 * afterwards. Of the environment it knows where the project is shown.
 */
export function runFedrender(
  {
    host,
    directory,
    environment,
  }: { readonly host: Host; readonly directory: string; readonly environment: Environment },
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
    outputColumns: undefined,
    interactive: false,
    now: () => performance.now(),
    clock: () => new Date().toISOString(),
    environment: (name) => (forgeVariables.includes(name) ? environment[name] : undefined),
    lookUp: () => Promise.reject(new Error('the action looks up no host name')),
    watch: async function* () {},
    openChannel: () => {
      throw new Error('the action talks to no editor')
    },
  })
  invariant(typeof exitCode === 'number', 'the action neither watches nor looks up host names')
  return { exitCode, stdout: stdout.join(''), stderr: stderr.join('') }
}

#!/usr/bin/env node
import { lookUp } from '../host/look-up.ts'
import { createNodeHost } from '../host/node-host.ts'
import { watchDirectory } from '../host/sources/watch-directory.ts'
import { exitBug } from './exit-code.ts'
import { runCommand } from './run-command.ts'
import { allowClosedPipes } from './terminal/closed-pipes.ts'
import type { GivenTerminal } from './terminal/terminal.ts'

const { env, stdout, stderr } = process
const hasColor = (stream: NodeJS.WriteStream): boolean =>
  stream.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb'

allowClosedPipes()
const host = createNodeHost()
const terminal: GivenTerminal = {
  host,
  directory: process.cwd(),
  environment: (name) => env[name],
  writeOutput: (text) => stdout.write(text),
  writeError: (text) => stderr.write(text),
  colorErrors: hasColor(stderr),
  colorOutput: hasColor(stdout),
  outputColumns: stdout.isTTY ? stdout.columns : undefined,
  interactive: stderr.isTTY,
  now: () => performance.now(),
  clock: () => `${new Date().toISOString().slice(0, 19)}Z`,
  lookUp,
  watch: (root, isIgnored) => watchDirectory(host, root, isIgnored),
  openChannel: () => {
    const { stdin } = process
    return { input: stdin, output: stdout, close: () => stdin.destroy() }
  },
}

// What ends without a word, because nothing is left to wait for, is a bug.
process.exitCode = exitBug
void Promise.resolve(runCommand(process.argv.slice(2), terminal)).then((code) => {
  process.exitCode = code
})

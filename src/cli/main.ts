#!/usr/bin/env node
import { createNodeHost } from '../host/node-host.ts'
import { runCommand } from './run-command.ts'

const { env, stdout, stderr } = process
const hasColor = (stream: NodeJS.WriteStream): boolean =>
  stream.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb'

// A reader that closes the pipe early, such as head, has all it wants.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = runCommand(process.argv.slice(2), {
  host: createNodeHost(),
  directory: process.cwd(),
  writeOutput: (text) => stdout.write(text),
  writeError: (text) => stderr.write(text),
  colorErrors: hasColor(stderr),
  colorOutput: hasColor(stdout),
  interactive: stderr.isTTY,
  now: () => performance.now(),
})

import { execFileSync } from 'node:child_process'

/** Runs a program and gives what it prints; one that fails ends the release. */
export function run(program, parameters, options = {}) {
  return execFileSync(program, parameters, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    ...options,
  })
}

import { spawn, type ChildProcess } from 'node:child_process'
import { openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A process with the file that it writes its log to. */
export interface Daemon {
  readonly process: ChildProcess
  readonly log: string
}

/** What runs; none outlives the tests, however they end. */
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const each of running) each.kill('SIGKILL')
})

/** Starts a program that goes on; what it prints goes to a file. */
export function startDaemon(
  program: string,
  log: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Daemon {
  const file = openSync(log, 'w')
  const { PATH, HOME } = process.env
  const child = spawn(program, args, { stdio: ['ignore', file, file], env: { PATH, HOME, ...env } })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return { process: child, log }
}

/** Ends a program and waits until it is gone. */
export async function endDaemon({ process }: Daemon): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return
  const gone = new Promise((resolve) => process.once('exit', resolve))
  process.kill('SIGKILL')
  await gone
}

/** Waits until something holds. Throws with the end of a program's log where it ends, or half a minute has passed. */
export async function waitFor(
  holds: () => boolean | Promise<boolean>,
  { process, log }: Daemon,
  seconds = 30,
): Promise<void> {
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await sleep(100)) {
    if (process.exitCode !== null) break
    if (await holds()) return
  }
  throw new Error(`not ready:\n${readFileSync(log, 'utf8').split('\n').slice(-20).join('\n')}`)
}

/** A port of the loopback interface that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

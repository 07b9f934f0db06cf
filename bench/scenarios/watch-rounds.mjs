import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { editImage, readDigests } from './fleet.mjs'

/** The kernel's own unit of CPU time, in milliseconds. */
const tick = 10

/**
 * The milliseconds of processors of one round of `render --watch` after a save that changes one image, as the mean of some
 * rounds, and the files that are left; undefined where the system has no /proc to ask.
 */
export async function measureWatch(cli, { repository, rendered, deployment, environment }, rounds) {
  if (!existsSync('/proc/self/stat')) return undefined
  const text = readFileSync(deployment, 'utf8')
  const watching = spawn(process.execPath, [cli, 'render', '--watch'], {
    cwd: repository,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, CI: undefined, ...environment },
  })
  const ended = new Promise((resolve) => watching.once('close', resolve))
  const lines = createInterface({ input: watching.stderr })[Symbol.asyncIterator]()
  try {
    await findLine(lines, /^watching /)
    // The first round compiles what the others run.
    let before = 0
    for (let round = 0; round <= rounds; round += 1) {
      if (round === 1) before = readProcessorTime(watching.pid)
      editImage(deployment, `3.0.${round}`)
      await findLine(lines, /: wrote \d+ files? in /)
    }
    return { cpu: (readProcessorTime(watching.pid) - before) / rounds, written: readDigests(rendered) }
  } finally {
    watching.kill('SIGINT')
    await ended
    writeFileSync(deployment, text)
  }
}

async function findLine(lines, pattern) {
  for (let line = await lines.next(); !line.done; line = await lines.next())
    if (pattern.test(line.value)) return
  throw new Error(`fedrender render --watch ended before it wrote ${pattern}`)
}

/** What a process and the programs that it ran took so far (proc(5): utime, stime, cutime, cstime). */
function readProcessorTime(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * tick, 0)
}

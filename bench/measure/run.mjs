import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

/** Loaded into a run of fedrender whose memory is measured. */
const peakMemoryHook = new URL('../peak-memory.mjs', import.meta.url).href

/** bash knows the CPU time of what it ran and of what that ran, to a millisecond, on every system that has it. */
const timing = 'TIMEFORMAT="%3R %3U %3S"; time "$@" 2>&3'

/**
 * Runs a program to its end: milliseconds on the clock (`wall`) and of processors (`cpu`, with those of its own
 * programs), and what it wrote to standard output where that is asked for. Another exit code than expected throws.
 */
export function run(command, words, { cwd, status: expected = 0, environment = {}, isRead = false } = {}) {
  const { status, error, output } = spawnSync('bash', ['-c', timing, 'bash', command, ...words], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', isRead ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    // A gate trusts nothing that an earlier run left; what is measured is the machine of a person.
    env: { ...process.env, CI: undefined, LC_ALL: 'C', ...environment },
  })
  if (error) throw error
  const [, stdout, times, stderr] = output
  if (status !== expected) throw new Error(`${command} ${words.join(' ')} ended with ${status}:\n${stderr}`)
  const [wall, user, system] = times.trim().split(' ').map(Number)
  return { wall: wall * 1000, cpu: (user + system) * 1000, stdout }
}

/** Runs a command line of fedrender. */
export function runOnce(cli, words, settings) {
  return run(process.execPath, [cli, ...words], settings)
}

/** Runs a command line of fedrender and gives the peak of its memory in MiB too; its times are those of a run that is watched. */
export function runWithPeak(cli, words, settings) {
  const peakFile = join(settings.work, 'peak')
  const environment = { ...settings.environment, BENCH_PEAK_MEMORY: peakFile }
  const command = ['--import', peakMemoryHook, cli, ...words]
  const measured = run(process.execPath, command, { ...settings, environment, isRead: true })
  return { ...measured, peak: Number(readFileSync(peakFile, 'utf8')) / 1024 }
}

/** Whether a program is there to measure beside. */
export function isInstalled(command, ...words) {
  return spawnSync(command, words, { stdio: 'ignore' }).status === 0
}

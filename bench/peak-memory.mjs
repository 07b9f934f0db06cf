import { readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'

/**
 * Loaded by `node --import` into the program that is measured: on exit it writes the peak of the process' resident
 * memory, in KiB, to the file in `BENCH_PEAK_MEMORY`.
 */

// VmHWM starts anew with the program; maxRSS may still count the process that started it.
function readPeak() {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
  } catch {
    return process.resourceUsage().maxRSS
  }
}

process.on('exit', () => {
  if (process.env.BENCH_PEAK_MEMORY) writeFileSync(process.env.BENCH_PEAK_MEMORY, String(readPeak()))
})

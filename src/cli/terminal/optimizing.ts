import { setFlagsFromString } from 'node:v8'

/** V8 as Node.js 20 has it. Later ones have a second, cheaper compiler between, and no such flag. */
const compilesEarly = process.versions.v8.startsWith('11.')

/**
 * Has V8 collect young garbage in one thread: there are at most 16 MiB of it, and the threads that V8 has for it took a tenth of
 * the CPU time of a render by waiting for each other. Said before anything is compiled, as compiled code is kept for one setting.
 */
export function collectInOneThread(): void {
  setFlagsFromString('--no-parallel-scavenge')
}

/**
 * Has V8 optimize a function after 1,000,000 bytes of bytecode, not 67,584: most functions of a run do not live for as long as
 * optimizing them takes, which was a third of its CPU time.
 */
export function optimizeLate(): void {
  if (compilesEarly) setFlagsFromString('--interrupt-budget=1000000')
}

/**
 * Has V8 collect garbage whenever the heap has grown by 70 percent, not when it is several times as large: what a run makes for
 * each file of a fleet is dead soon, and is found dead beside the run.
 */
export function collectOften(): void {
  setFlagsFromString('--heap-growing-percent=70')
}

/** Takes `optimizeLate` and `collectOften` back. */
export function optimizeAsUsual(): void {
  if (compilesEarly) setFlagsFromString('--interrupt-budget=67584')
  setFlagsFromString('--heap-growing-percent=0')
}

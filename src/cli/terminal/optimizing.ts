import { setFlagsFromString } from 'node:v8'

/** V8 as Node.js 20 has it. Later ones have a second, cheaper compiler between, and no such flag. */
const compilesEarly = process.versions.v8.startsWith('11.')

/**
 * Has V8 collect young garbage in one thread: there are few MiB of it, and V8's other threads make a run wait for locks twice as
 * often. Said before anything is compiled, as compiled code is kept for one setting.
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

/**
 * Has V8 make the space for young objects four times as large when it first grows, from 1 MiB to 4, which starting a program
 * makes it do.
 */
export function growYoungSpaceOnce(): void {
  if (compilesEarly) setFlagsFromString('--semi-space-growth-factor=4')
}

/**
 * Has V8 leave the space for young objects as large as it is. It would grow to 16 MiB, of which there are two, and all of that
 * memory stays in use.
 */
export function keepYoungSpace(): void {
  if (compilesEarly) setFlagsFromString('--semi-space-growth-factor=1')
}

/** Takes all of these back. */
export function optimizeAsUsual(): void {
  if (compilesEarly) {
    setFlagsFromString('--interrupt-budget=67584')
    setFlagsFromString('--semi-space-growth-factor=2')
  }
  setFlagsFromString('--heap-growing-percent=0')
}

import type { CompiledFleet, Questions } from '../../protocol.ts'
import { unlessFailed, type Ask } from './ask.ts'

/** What is compiled, and what is done with the result. */
export interface CompileOptions {
  readonly ask: Ask
  readonly question: () => Questions['compile']['question']
  readonly show: (fleet: CompiledFleet) => Promise<void>
}

/** Compiles what changes. */
export interface CompileLoop {
  /** Says that something has changed. */
  readonly compile: () => void
  /** Waits until everything that has changed is compiled and shown, or has failed. */
  readonly settled: () => Promise<void>
}

/**
 * One compilation at a time, and after it another where something has changed meanwhile, whatever came in between left out. What
 * has changed before a compilation fails, which `ask` reports, is compiled all the same.
 */
export function createCompileLoop({ ask, question, show }: CompileOptions): CompileLoop {
  let running = Promise.resolve()
  let isRunning = false
  let isStale = false
  const run = async (): Promise<void> => {
    isRunning = true
    try {
      while (isStale) {
        isStale = false
        await unlessFailed(ask('compile', question()).then(show))
      }
    } finally {
      isRunning = false
    }
  }
  return {
    compile: () => {
      isStale = true
      if (!isRunning) running = run()
    },
    settled: () => running,
  }
}

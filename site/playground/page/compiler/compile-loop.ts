import type { CompiledFleet, Questions } from '../../protocol.ts'
import { unlessFailed, type Ask } from './ask.ts'

/** What is compiled, and what is done with the result. */
export interface CompileLoop {
  readonly ask: Ask
  readonly question: () => Questions['compile']['question']
  readonly show: (fleet: CompiledFleet) => Promise<void>
}

/**
 * Compiles whenever it is called: one compilation at a time, and after it another where something has changed meanwhile,
 * whatever came in between left out. What has changed before a compilation fails, which `ask` reports, is compiled all the same.
 */
export function createCompileLoop({ ask, question, show }: CompileLoop): () => void {
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
  return () => {
    isStale = true
    if (!isRunning) void run()
  }
}

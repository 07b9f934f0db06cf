import type { CompiledFleet, Questions } from '../protocol.ts'
import { WorkerFailure, type AskWorker } from './ask-worker.ts'

/** What is compiled, and what is done with the result. */
export interface CompileLoop {
  readonly ask: AskWorker['ask']
  readonly question: () => Questions['compile']['question']
  readonly show: (fleet: CompiledFleet) => Promise<void>
}

/**
 * Compiles whenever it is called: one compilation at a time, and after it another where something has changed meanwhile,
 * whatever came in between left out.
 */
export function createCompileLoop({ ask, question, show }: CompileLoop): () => void {
  let isRunning = false
  let isStale = false
  const run = async (): Promise<void> => {
    isRunning = true
    try {
      while (isStale) {
        isStale = false
        await show(await ask('compile', question()))
      }
    } catch (error) {
      // What went wrong in the thread was reported by `ask`.
      if (!(error instanceof WorkerFailure)) throw error
    } finally {
      isRunning = false
    }
  }
  return () => {
    isStale = true
    if (!isRunning) void run()
  }
}

import type { ServerBatch, ServerBatchAnswers } from '../../model/api-servers.ts'
import { startMachine, type Machine } from './machine.ts'
import type { WasmModule } from './web-assembly.ts'

/** How often an instance is started again in one batch; after that nothing more is asked. */
export const mostRestarts = 20

/** How long a batch may take in milliseconds, by the number of its questions: ten policies take 16 for each, where nothing else runs. */
export function longestBatch(questions: number): number {
  return 120_000 + 250 * questions
}

/** How a batch is watched. */
interface BatchOptions {
  /** Takes note of each question before it is asked, counted from the first definition. Default: nobody does. */
  readonly onProgress?: (index: number) => void
  /** Milliseconds since any moment. Default: those of this machine. */
  readonly clock?: () => number
}

/**
 * Asks all of a batch, definitions first, since the questions depend on them; after a trap they are asked again. A trap fails the question
 * that made it alone: the others go to a new instance. What is left after `longestBatch` fails, since expressions of policies may take as long as
 * their author likes.
 */
export function answerBatch(
  module: WasmModule,
  { definitions, questions }: ServerBatch,
  { onProgress = () => undefined, clock = () => performance.now() }: BatchOptions = {},
): ServerBatchAnswers {
  const end = clock() + longestBatch(questions.length)
  const failed = new Set<number>()
  let [machine, restarts]: [Machine | undefined, number] = [undefined, 0]
  const start = (): Machine => {
    const started = startMachine(module)
    // What made an instance trap is not asked again.
    for (const [index, each] of definitions.entries())
      if (!failed.has(index) && defined.has(index)) started.ask(each)
    return started
  }
  const defined = new Set<number>()
  const ask = (question: string, index: number): string | undefined => {
    if (restarts > mostRestarts || clock() > end) return undefined
    onProgress(index)
    try {
      machine ??= start()
      const answer = machine.ask(question)
      if (index < definitions.length) defined.add(index)
      return answer
    } catch {
      failed.add(index)
      machine = undefined
      restarts += 1
      return undefined
    }
  }
  return {
    definitions: definitions.map(ask),
    questions: questions.map((each, index) => ask(each, definitions.length + index)),
  }
}

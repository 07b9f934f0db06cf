import { startMachine, type Machine } from './machine.ts'
import type { WasmModule } from './web-assembly.ts'

/** What is asked of one module. */
export interface Batch {
  /** Asked first, and again after a trap, since all others depend on them: the CustomResourceDefinitions. */
  readonly definitions: readonly string[]
  readonly questions: readonly string[]
}

/** The answers to the definitions and to the questions, in their order; undefined where the module failed. */
export interface BatchAnswers {
  readonly definitions: readonly (string | undefined)[]
  readonly questions: readonly (string | undefined)[]
}

/** How often an instance is started again in one batch; after that nothing more is asked. */
export const mostRestarts = 20

/**
 * Asks all of a batch. A trap fails the question that made it alone: the others go to a new instance.
 *
 * @param onProgress takes note of each question before it is asked, counted from the first definition
 */
export function answerBatch(
  module: WasmModule,
  { definitions, questions }: Batch,
  onProgress: (index: number) => void = () => undefined,
): BatchAnswers {
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
    if (restarts > mostRestarts) return undefined
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

import type { QuestionName, Questions } from '../../protocol.ts'
import { WorkerFailure, type Ask } from './ask.ts'
import type { AskWorker } from './ask-worker.ts'

/** Reports each failure, until something is compiled again. */
export function reportingAsk(worker: AskWorker, report: (problem: string) => void): Ask {
  let hasFailed = false
  return async <N extends QuestionName>(
    name: N,
    question: Questions[N]['question'],
  ): Promise<Questions[N]['answer']> => {
    try {
      const answer = await worker.ask(name, question)
      if (hasFailed && name === 'compile') report('')
      if (name === 'compile') hasFailed = false
      return answer
    } catch (error) {
      hasFailed = true
      if (error instanceof WorkerFailure) report(error.message)
      throw error
    }
  }
}

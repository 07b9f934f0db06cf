import type { QuestionName, Questions } from '../../protocol.ts'

/** Asks the compiler, and gives the answer; throws a `WorkerFailure` where there is none. */
export type Ask = <N extends QuestionName>(
  name: N,
  question: Questions[N]['question'],
) => Promise<Questions[N]['answer']>

/** Why there is no answer, in words for the user. */
export class WorkerFailure extends Error {}

/** Lets work that a failure of the compiler ends end: whoever asked has reported it. */
export async function unlessFailed(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof WorkerFailure)) throw error
  }
}

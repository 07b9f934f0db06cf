import type { Answered, Asked } from '../../protocol.ts'
import { WorkerFailure, type Ask } from './ask.ts'

/** The compiler in its thread. */
export interface AskWorker {
  readonly ask: Ask
  readonly end: () => void
}

/** So many milliseconds an answer may take, and so many the start of the thread. */
const longestAnswer = 5_000
const longestStart = 60_000

interface Waiting {
  readonly resolve: (answer: never) => void
  readonly reject: (failure: WorkerFailure) => void
}

/** A thread with the compiler, which is ended and started anew where an answer takes too long. */
export function createAskWorker(address: URL): AskWorker {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = 0
  const stop = (message: string): void => {
    worker?.terminate()
    worker = undefined
    clearTimeout(timer)
    for (const { reject } of waiting.values()) reject(new WorkerFailure(message))
    waiting.clear()
  }
  const watch = (milliseconds: number): void => {
    clearTimeout(timer)
    timer = setTimeout(
      () =>
        stop(
          `The compiler took more than ${milliseconds / 1000} s for this and was ended. Change the sources, and it begins again.`,
        ),
      milliseconds,
    )
  }
  const listen = ({ data }: MessageEvent<Answered>): void => {
    clearTimeout(timer)
    if ('ready' in data) return waiting.size > 0 ? watch(longestAnswer) : undefined
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    if (waiting.size > 0) watch(longestAnswer)
    if ('answer' in data) asked?.resolve(data.answer as never)
    else asked?.reject(new WorkerFailure(`This is a fault of fedrender itself: ${data.failure}`))
  }
  const started = (): Worker => {
    if (worker) return worker
    worker = new Worker(address, { type: 'module' })
    worker.addEventListener('message', listen)
    worker.addEventListener('error', () => stop('The compiler cannot be started. Load the page again.'))
    watch(longestStart)
    return worker
  }
  return {
    ask: (name, question) =>
      new Promise((resolve, reject) => {
        last += 1
        const isIdle = worker !== undefined && waiting.size === 0
        waiting.set(last, { resolve, reject })
        started().postMessage({ id: last, name, question } as Asked)
        if (isIdle) watch(longestAnswer)
      }),
    end: () => stop('The page was left.'),
  }
}

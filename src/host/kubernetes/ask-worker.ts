import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads'
import type { ServerBatch, ServerBatchAnswers } from '../../model/api-servers.ts'
import { answerBatch } from './answer-batch.ts'
import { UnusableModuleError } from './bound-memory.ts'
import { compilePacked, type PackedModule } from './packed-module.ts'
import type { WasmModule } from './web-assembly.ts'
import { doneAt, progressAt, type WorkerSettings } from './worker-protocol.ts'
import { workerSource } from './worker-source.ts'

/** How long one question may take, in milliseconds, together with starting an instance. */
const longestQuestion = 120_000

/** How many questions may take too long before no answer is waited for. */
const mostHung = 3

/** A module in a thread of its own. */
export interface AskedModule {
  /** Sends a batch; the function that it gives waits for the answers, none where too many questions take too long, and throws an `UnusableModuleError` where
   * there is no module to ask. */
  readonly send: (batch: ServerBatch) => () => ServerBatchAnswers
}

/** Starts a thread for a module at its first batch, so that modules run side by side. */
export function createAskedModule(packed: PackedModule): AskedModule {
  if (workerSource === undefined) {
    let module: WasmModule | undefined
    return { send: (batch) => () => answerBatch((module ??= compilePacked(packed)), batch) }
  }
  const source = workerSource
  let thread: Thread | undefined
  return {
    send: (batch) => {
      thread ??= startThread(source, packed)
      thread.port.postMessage(batch, [])
      return () => {
        const hung = new Set<number>()
        for (;;) {
          thread ??= startThread(source, packed)
          if (hung.size > 0) thread.port.postMessage(without(batch, hung), [])
          const answers = waitFor(thread)
          if (typeof answers === 'object') return withGaps(answers, batch, hung)
          if (typeof answers === 'string') throw new UnusableModuleError(answers)
          const position = Atomics.load(thread.signal, progressAt) - 1
          void thread.worker.terminate()
          thread = undefined
          if (position < 0) throw new UnusableModuleError('takes too long')
          if (hung.size === mostHung) return withoutAnswers(batch)
          hung.add(positionInWhole(position, hung))
        }
      }
    },
  }
}

interface Thread {
  readonly worker: Worker
  readonly port: MessagePort
  readonly signal: Int32Array<SharedArrayBuffer>
}

function startThread(source: URL | string, module: PackedModule): Thread {
  const { port1: port, port2 } = new MessageChannel()
  const signal = new Int32Array(new SharedArrayBuffer(8))
  const workerData: WorkerSettings = { port: port2, module, signal }
  const worker = new Worker(source, {
    workerData,
    transferList: [port2],
    eval: typeof source === 'string',
    env: {},
    execArgv: [],
  })
  // Neither keeps the process from its end.
  worker.unref()
  port.unref()
  return { worker, port, signal }
}

/** What a thread answers to the batch that was sent last; undefined where one question takes too long. */
function waitFor({ port, signal }: Thread): ServerBatchAnswers | string | undefined {
  const answer = receiveMessageOnPort(port)
  if (answer) return answer.message as ServerBatchAnswers | string
  for (;;) {
    const [done, progress] = [Atomics.load(signal, doneAt), Atomics.load(signal, progressAt)]
    const received = receiveMessageOnPort(port)
    if (received) return received.message as ServerBatchAnswers | string
    const woken = Atomics.wait(signal, doneAt, done, longestQuestion)
    if (woken === 'timed-out' && Atomics.load(signal, progressAt) === progress) return undefined
  }
}

/** Where a question was before those that hung were left out. */
function positionInWhole(position: number, hung: ReadonlySet<number>): number {
  let whole = position
  for (const each of [...hung].sort((left, right) => left - right)) if (each <= whole) whole += 1
  return whole
}

function without({ definitions, questions }: ServerBatch, hung: ReadonlySet<number>): ServerBatch {
  const isKept =
    (offset: number) =>
    (_: string, index: number): boolean =>
      !hung.has(offset + index)
  return {
    definitions: definitions.filter(isKept(0)),
    questions: questions.filter(isKept(definitions.length)),
  }
}

function withoutAnswers({ definitions, questions }: ServerBatch): ServerBatchAnswers {
  return { definitions: definitions.map(() => undefined), questions: questions.map(() => undefined) }
}

/** Answers in the places of all questions, with nothing in those of the ones that hung. */
function withGaps(
  answers: ServerBatchAnswers,
  batch: ServerBatch,
  hung: ReadonlySet<number>,
): ServerBatchAnswers {
  const given = [...answers.definitions, ...answers.questions]
  const count = batch.definitions.length
  let next = 0
  const all = Array.from({ length: count + batch.questions.length }, (_, index) =>
    hung.has(index) ? undefined : given[next++],
  )
  return { definitions: all.slice(0, count), questions: all.slice(count) }
}

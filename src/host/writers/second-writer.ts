import { availableParallelism } from 'node:os'
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads'
import { invariant } from '../../text/invariant.ts'
import { type SecondWriter, type SharedFiles, stateAt, states, stopAt, writtenAt } from './shared-files.ts'
import { writerSource } from './writer-source.ts'

/** What the thread is started with. */
export interface WriterSettings {
  readonly port: MessagePort
  readonly files: SharedFiles
}

/** What the thread says of what it threw. */
export interface Refusal {
  readonly message: string
  readonly stack?: string | undefined
  readonly code?: string | undefined
  readonly path?: string | undefined
}

/**
 * How often in a row the thread may have written nothing in a second before it counts as lost: seconds that are waited for one by one, as a
 * process that was stopped finds the time of a longer wait over when it goes on.
 */
const mostPauses = 120

/** As `Host` has it: undefined where there is one processor, no thread may start, or the code is not built. */
export function startWriter(files: SharedFiles): SecondWriter | undefined {
  if (writerSource === undefined || availableParallelism() === 1) return undefined
  const { port1: port, port2 } = new MessageChannel()
  const worker = startThread(writerSource, { port: port2, files })
  if (worker === undefined) return undefined
  // A thread that cannot start has begun nothing, and all is written without it; what it throws later comes by the port.
  worker.on('error', () => {})
  worker.unref()
  port.unref()
  const { signal } = files
  let collected = 0
  return {
    collect: () => {
      const before = collected
      collected = Atomics.load(signal, writtenAt)
      return collected - before
    },
    finish: () => {
      waitUntilEnded(signal)
      const refusal = receiveMessageOnPort(port)?.message as Refusal | undefined
      port.close()
      if (refusal !== undefined) throw Object.assign(new Error(refusal.message), refusal)
    },
  }
}

/** What Node.js answers where the system has no thread left for the user, and where its permission model allows none. */
const refusesThread = new Set<unknown>(['ERR_WORKER_INIT_FAILED', 'ERR_ACCESS_DENIED'])

function startThread(source: URL | string, workerData: WriterSettings): Worker | undefined {
  try {
    return new Worker(source, {
      workerData,
      transferList: [workerData.port],
      eval: typeof source === 'string',
      env: {},
      execArgv: [],
      trackUnmanagedFds: false,
      // Nothing that it makes lives for long.
      resourceLimits: { maxYoungGenerationSizeMb: 1 },
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error && refusesThread.has(error.code)) return undefined
    throw error
  }
}

function waitUntilEnded(signal: Int32Array): void {
  if (Atomics.compareExchange(signal, stateAt, states.waiting, states.cancelled) === states.waiting) return
  let [written, pauses] = [-1, 0]
  while (Atomics.load(signal, stateAt) === states.atWork) {
    Atomics.wait(signal, stateAt, states.atWork, 1000)
    const now = Atomics.load(signal, writtenAt)
    pauses = now === written ? pauses + 1 : 0
    written = now
    if (pauses < mostPauses) continue
    Atomics.store(signal, stopAt, 1)
    invariant(false, 'the second writer does not answer')
  }
}

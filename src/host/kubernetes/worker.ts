import { workerData } from 'node:worker_threads'
import type { ServerBatch, ServerBatchAnswers } from '../../model/api-servers.ts'
import { answerBatch } from './answer-batch.ts'
import { UnusableModuleError } from './bound-memory.ts'
import { compilePacked } from './packed-module.ts'
import type { WasmModule } from './web-assembly.ts'
import { doneAt, progressAt, type WorkerSettings } from './worker-protocol.ts'

// The thread in which the code of Kubernetes runs: it unpacks and compiles once and answers each batch that comes.
const { port, module: packed, signal } = workerData as WorkerSettings

/** The module, or why it cannot be used. */
const module = ((): WasmModule | string => {
  try {
    return compilePacked(packed)
  } catch (error) {
    if (error instanceof UnusableModuleError) return error.message
    throw error
  }
})()

port.on('message', (batch: ServerBatch) => {
  const answers: ServerBatchAnswers | string =
    typeof module === 'string'
      ? module
      : answerBatch(module, batch, { onProgress: (index) => Atomics.store(signal, progressAt, index + 1) })
  port.postMessage(answers)
  Atomics.add(signal, doneAt, 1)
  Atomics.notify(signal, doneAt)
})

import type { MessagePort } from 'node:worker_threads'
import type { PackedModule } from './packed-module.ts'

/** What a worker is started with. */
export interface WorkerSettings {
  readonly port: MessagePort
  readonly module: PackedModule
  /** Whether it is done, and which question it is at: see `doneAt` and `progressAt`. */
  readonly signal: Int32Array<SharedArrayBuffer>
}

/** Where a signal counts the batches that are answered. */
export const doneAt = 0
/** Where a signal counts the questions. */
export const progressAt = 1

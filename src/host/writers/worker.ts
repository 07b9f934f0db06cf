import { mkdirSync, realpathSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { createFile } from '../create-file.ts'
import { filesOfShared, stateAt, states, stopAt, takeNext, writtenAt } from './shared-files.ts'
import type { Refusal, WriterSettings } from './second-writer.ts'
import { writeClusters, type WritingHost } from './write-clusters.ts'

// The second writer: it takes clusters until none is left, and writes as the thread does that started it.
const { port, files } = workerData as WriterSettings
const { signal } = files

const host: WritingHost = {
  realPath: (path) => realpathSync.native(path),
  createDirectory: (path) => {
    mkdirSync(path)
  },
  createFile: (path, content) => {
    createFile(path, content)
    Atomics.add(signal, writtenAt, 1)
  },
}

if (Atomics.compareExchange(signal, stateAt, states.waiting, states.atWork) === states.waiting) {
  try {
    writeClusters(host, filesOfShared(files), () => takeNext(files))
  } catch (error) {
    Atomics.store(signal, stopAt, 1)
    port.postMessage(describe(error))
  } finally {
    Atomics.store(signal, stateAt, states.ended)
    Atomics.notify(signal, stateAt)
  }
}
port.close()

/** What a thread can give another of an error. */
function describe(error: unknown): Refusal {
  if (!(error instanceof Error)) return { message: String(error) }
  const { message, stack, code, path } = error as NodeJS.ErrnoException
  return { message, stack, code, path }
}

import type { Protocol } from './load-protocol.ts'

/** The life of a server: it answers between `initialize` and `shutdown` (LSP 3.17, Lifecycle Messages). */
export interface Life {
  /** Throws what refuses to begin again after the end; before it, what a client says later counts. */
  readonly begin: () => void
  /** Throws what refuses a request that comes too early or too late. */
  readonly demandRunning: () => void
  readonly shutDown: () => void
  readonly isShutDown: () => boolean
}

/** Begins before `initialize`. */
export function createLife({
  ErrorCodes,
  ResponseError,
}: Pick<Protocol, 'ErrorCodes' | 'ResponseError'>): Life {
  let stage: 'new' | 'running' | 'shut-down' = 'new'
  const demandBegun = (): void => {
    if (stage === 'new') throw new ResponseError(ErrorCodes.ServerNotInitialized, '"initialize" comes first.')
  }
  const demandUp = (): void => {
    if (stage === 'shut-down') throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is shut down.')
  }
  return {
    begin: () => {
      demandUp()
      stage = 'running'
    },
    demandRunning: () => {
      demandBegun()
      demandUp()
    },
    shutDown: () => {
      demandBegun()
      stage = 'shut-down'
    },
    isShutDown: () => stage === 'shut-down',
  }
}

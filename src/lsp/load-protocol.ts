import type * as protocol from './protocol.ts'

/** The protocol of language servers and what it is made of, as a module that is loaded where a server runs. */
export type Protocol = typeof protocol

/** Loads the protocol; no other command reads it. */
export function loadProtocol(): Promise<Protocol> {
  return import('./protocol.ts')
}

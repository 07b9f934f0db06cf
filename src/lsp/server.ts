import type { ProtocolConnection } from 'vscode-languageserver-protocol'
import type { CompileQueue } from './compile-queue.ts'
import type { Life } from './life.ts'
import type { Protocol } from './load-protocol.ts'
import type { Session } from './session.ts'
import type { Workbench } from './workbench.ts'

/** A server and whom it talks to. */
export interface Server {
  readonly protocol: Protocol
  readonly connection: ProtocolConnection
  readonly workbench: Workbench
  readonly queue: CompileQueue
  readonly life: Life
  /** Takes the stack of a fault of fedrender itself. */
  readonly reportBug: (error: unknown) => void
  /** Shows nothing more of a repository whose folder is closed. */
  readonly leave: (session: Session) => void
}

/** Does something; a fault of fedrender itself is reported, and ends nothing else. */
export function guard(reportBug: (error: unknown) => void, act: () => void): void {
  try {
    act()
  } catch (error) {
    reportBug(error)
  }
}

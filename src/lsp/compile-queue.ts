import type { Session } from './session.ts'

/** So long after an edit a repository is compiled, unless another edit comes, in milliseconds: less than between two keys. */
const quietTime = 5
/** Edits that go on and on do not keep it waiting for longer, in milliseconds. */
const longestWait = 200

/** Which repositories wait to be compiled. */
export interface CompileQueue {
  /** Compiles a repository soon. */
  readonly add: (session: Session) => void
  /** Compiles a repository no more, as nobody has it open. */
  readonly remove: (session: Session) => void
  /** Waits until the message after the one that is answered has been taken, where it has come in already. */
  readonly turn: () => Promise<void>
  readonly stop: () => void
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Makes a queue; a newer edit of a repository takes the place of an older one. */
export function createCompileQueue(compile: (session: Session) => void): CompileQueue {
  const waiting = new Map<Session, { readonly since: number; readonly timer: NodeJS.Timeout }>()
  return {
    add: (session) => {
      const known = waiting.get(session)
      clearTimeout(known?.timer)
      const now = performance.now()
      const since = known?.since ?? now
      const delay = Math.min(quietTime, Math.max(0, since + longestWait - now))
      const run = (): void => {
        waiting.delete(session)
        compile(session)
      }
      waiting.set(session, { since, timer: setTimeout(run, delay) })
    },
    remove: (session) => {
      clearTimeout(waiting.get(session)?.timer)
      waiting.delete(session)
    },
    turn: async () => {
      // The connection takes one message in each turn of the loop, and the next one after whoever waits in this one.
      await nextTurn()
      await nextTurn()
    },
    stop: () => {
      for (const { timer } of waiting.values()) clearTimeout(timer)
      waiting.clear()
    },
  }
}

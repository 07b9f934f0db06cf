import type { Progress, Step, Work } from '../../app/progress.ts'

/** Milliseconds after which somebody wants to know what a run is doing. */
const longWork = 500
/** Milliseconds between two counts on the screen. */
const interval = 100

/** Where progress is shown, and when. */
export interface ProgressScreen {
  /** `line`: on the last line of a terminal; `trace`: each step with its time; `none`: nothing is shown. */
  readonly mode: () => 'line' | 'trace' | 'none'
  readonly now: () => number
  readonly write: (text: string) => void
  readonly writeNote: (text: string) => void
}

/** Progress on a terminal, of which `clear` takes the line away before anything else is written. */
export interface ShownProgress extends Progress {
  readonly clear: () => void
}

interface Current extends Step {
  readonly started: number
  done: number
}

/** Shows what a long run is doing on one line that is taken away again, or in a verbose run each step with its time. */
export function createProgress({ mode, now, write, writeNote }: ProgressScreen): ShownProgress {
  let started: number | undefined
  let current: Current | undefined
  let shown: { readonly text: string; readonly at: number } | undefined
  const clear = (): void => {
    if (shown !== undefined) write('\r\u001B[K')
    shown = undefined
  }
  const show = (): void => {
    const time = now()
    if (current === undefined || time - (started ?? time) < longWork) return
    const text = describeStep(current)
    if (shown !== undefined && (time - shown.at < interval || text === shown.text)) return
    clear()
    write(text)
    shown = { text, at: time }
  }
  const finish = (): void => {
    clear()
    if (current && mode() === 'trace') {
      writeNote(`${current.name}: ${Math.round(now() - current.started)} ms\n`)
    }
    current = undefined
  }
  return {
    begin: (step) => {
      if (mode() === 'none') return
      finish()
      current = { ...step, started: now(), done: 0 }
      started ??= current.started
      if (mode() === 'line') show()
    },
    count: (work: Work) => {
      if (current?.counts !== work) return
      current.done += 1
      if (mode() === 'line') show()
    },
    end: () => {
      finish()
      started = undefined
    },
    clear,
  }
}

function describeStep({ name, total, done }: Current): string {
  // The lock is a file too, which no step counts among its own.
  return total === undefined ? `${name} …` : `${name}: ${Math.min(done, total)} of ${total} files …`
}

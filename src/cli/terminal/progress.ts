import type { Terminal } from './terminal.ts'

const longWork = 2000

/**
 * Shows what a long run is doing, on one line of a terminal that is taken away again; elsewhere, and in a short run,
 * nothing; in a verbose run each step with its time. The function that it gives takes what comes next, or '' at the end.
 */
export function startProgress(terminal: Terminal): (step: string) => void {
  return terminal.verbosity === 'verbose' ? startTrace(terminal) : startLine(terminal)
}

function startTrace(terminal: Terminal): (step: string) => void {
  let [current, started] = ['', terminal.now()]
  return (step) => {
    if (current !== '') terminal.writeNote(`${current}: ${Math.round(terminal.now() - started)} ms\n`)
    current = step
    started = terminal.now()
  }
}

function startLine(terminal: Terminal): (step: string) => void {
  const started = terminal.now()
  let shown = false
  return (step) => {
    if (!terminal.interactive) return
    if (shown) terminal.clearLine()
    shown = step !== '' && terminal.now() - started > longWork
    if (shown) terminal.writeError(`${step} …`)
  }
}

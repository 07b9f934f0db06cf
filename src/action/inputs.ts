import { diagnosticFormats, type DiagnosticFormat } from '../cli/terminal/format-diagnostics.ts'
import { ActionError } from './action-error.ts'

/** What a workflow gives the action; `action.yml` describes each input. */
export interface Inputs {
  readonly dir: string
  /** Absent where the event decides it. */
  readonly base?: string
  /** The branch that the output is published to; absent where it is committed with the sources. */
  readonly previous?: string
  /** Absent where no comment is wanted. */
  readonly commentFile?: string
  /** Absent where nothing else shows the whole. */
  readonly reportUrl?: string
  readonly format: DiagnosticFormat
  /** Whether the rendered output is committed, and must be up to date. */
  readonly check: boolean
}

/** The environment variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Reads the inputs as the runner passes them: in variables, in upper case, the hyphens kept. */
export function readInputs(environment: Environment): Inputs {
  const read = (name: string): string => environment[`INPUT_${name.toUpperCase()}`]?.trim() ?? ''
  const [base, previous, commentFile, reportUrl] = ['base', 'previous', 'comment-file', 'report-url'].map(
    read,
  )
  return {
    dir: read('dir') || '.',
    ...(base && { base }),
    ...(previous && { previous }),
    ...(commentFile && { commentFile }),
    ...(reportUrl && { reportUrl }),
    format: choose('format', read('format') || 'github', diagnosticFormats),
    check: choose('check', read('check') || 'true', ['true', 'false']) === 'true',
  }
}

function choose<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const chosen = choices.find((each) => each === value)
  if (chosen === undefined) {
    throw new ActionError(`The input "${name}" is ${JSON.stringify(value)}; it may be ${choices.join(', ')}.`)
  }
  return chosen
}

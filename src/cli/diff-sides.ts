import type { Diagnostic, DiagnosticResult } from '../diagnostics/diagnostic.ts'
import { createCommitHost } from '../host/commit/commit-host.ts'
import { refuseBase, type Base } from '../host/git/find-base.ts'
import { describeGitFault } from '../host/git/git-error.ts'
import type { Fleet } from '../model/fleet.ts'
import type { OutputChange } from '../model/output-change.ts'
import type { Weakening } from '../model/weakening.ts'
import type { FindCauses } from '../views/fleet-diff/causes/create-cause-finder.ts'
import type { ReadOutput } from './read-output.ts'
import type { Terminal } from './terminal.ts'
import type { Repository, RepositoryOptions } from './repository.ts'

/** What `fedrender diff` is told of the repository that it compares. */
export interface DiffSidesOptions extends RepositoryOptions {
  /** The commit to compare with. Default: where HEAD left the default branch. */
  readonly base?: string
  /** Take warnings of the work tree for errors. */
  readonly strict?: boolean
}

/** The two fleets that are compared. */
export interface DiffSides {
  readonly base: Fleet
  readonly head: Fleet
  /** What of the sources made a change; absent where rendered files are compared. */
  readonly causesOf?: FindCauses
  /** The settings by which the change weakens a check. Default: none. */
  readonly weakenings?: readonly Weakening[]
  /** What changes beside the rendered objects. Default: nothing. */
  readonly files?: readonly OutputChange[]
  /** As `effectDigest` makes it; absent where rendered files are compared. */
  readonly effect?: string
}

/** Two outputs as sides, where there are both; and what was found on the way to them. */
export function joinSides<T extends ReadOutput>(
  [base, ofBase]: DiagnosticResult<T | undefined>,
  [head, ofHead]: DiagnosticResult<ReadOutput | undefined>,
  compareFiles: (base: T, head: ReadOutput) => DiagnosticResult<DiffSides['files']>,
): DiagnosticResult<DiffSides | undefined> {
  const found = [...ofBase, ...ofHead]
  if (base === undefined || head === undefined) return [undefined, found]
  const [files, comparing] = compareFiles(base, head)
  const sides = files && { base: base.fleet, head: head.fleet, files }
  return [sides, [...found, ...comparing]]
}

/**
 * Reads something of the base through a terminal that sees its files in place of the repository's. `base-unreadable`
 * where Git fails.
 */
export function readBase<T>(
  terminal: Terminal,
  { root, output }: Pick<Repository, 'root' | 'output'>,
  base: Base,
  read: (terminal: Terminal) => DiagnosticResult<T>,
): DiagnosticResult<T | undefined> {
  try {
    return read({ ...terminal, host: createCommitHost(terminal.host, { ...base, root, output }) })
  } catch (error) {
    const fault = describeGitFault(error)
    if (fault === undefined) throw error
    return refuseBase(base.name, fault)
  }
}

/** The errors alone: nobody can mend a base, so that its warnings are no news. */
export function errorsOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter((each) => each.severity === 'error')
}

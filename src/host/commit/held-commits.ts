import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { type HeldCommit, shortCommit, type WaveLine } from '../../model/wave.ts'
import { groupBy } from '../../text/group-by.ts'
import type { Host } from '../host.ts'
import { findBaseTips, type BaseTip } from '../git/find-base.ts'
import { countCommits, findCommit, gitIn, isAncestor, isShallow, type Git } from '../git/git.ts'
import { requireOwnHistory } from '../git/own-history.ts'
import { suggestFetch } from '../git/suggest-fetch.ts'

/**
 * The commits of a ledger, each once, in the order of its lines. Each has to be in the history of the base branch, or of
 * the base that the command line names: a fork's commits are in many clones, and nobody has reviewed them. Reports
 * `wave-base-unknown`, `wave-commit-missing` and `wave-commit-unreviewed`; throws a `GitError` where Git fails.
 */
export function findHeldCommits(
  host: Host,
  root: string,
  lines: readonly WaveLine[],
  reference: string | undefined,
): DiagnosticResult<readonly HeldCommit[]> {
  const git = gitIn(host, root)
  requireOwnHistory(host, root, undefined)
  const tips = findBaseTips(git, reference)
  const [first] = tips
  if (first === undefined) return [[], [createDiagnostic('wave-base-unknown', {}, { at: lines[0]?.at })]]
  const named = [...groupBy(lines, ({ commit }) => commit)].map(([commit, ofCommit]) => ({
    commit,
    waves: ofCommit.map(({ wave }) => wave),
    at: ofCommit.map((each) => each.at),
  }))
  const faults = named.flatMap(({ commit, waves, at: [at] }) =>
    judgeHeldCommit(git, { commit, waves, ...(at && { at }) }, tips),
  )
  if (faults.length > 0) return [[], faults]
  return [
    named.map((each) => Object.assign(each, { back: countCommits(git, each.commit, first.commit) })),
    [],
  ]
}

/** A commit that waves are to be held at. */
export interface ProposedCommit {
  readonly commit: string
  readonly waves: readonly string[]
  /** The line that says so. */
  readonly at?: WaveLine['at']
}

/** Whether a clone shows that a commit is in the history of one of the tips. Reports `wave-commit-missing` and `wave-commit-unreviewed`. */
export function judgeHeldCommit(
  git: Git,
  { commit, waves, at }: ProposedCommit,
  tips: readonly BaseTip[],
): readonly Diagnostic[] {
  const parameters = { waves, commit: shortCommit(commit) }
  const shallow = isShallow(git)
  const missing = (isHistory: boolean, fetch: string): readonly Diagnostic[] => [
    createDiagnostic('wave-commit-missing', { ...parameters, isHistory, fetch }, { at }),
  ]
  // The id of a tag is none of a commit, though it leads to one.
  if (findCommit(git, commit) !== commit)
    return missing(false, shallow ? fetchHistory : suggestFetch(commit, false))
  if (tips.some((tip) => isAncestor(git, commit, tip.commit))) return []
  if (shallow) return missing(true, fetchHistory)
  const base = tips.map(({ name }) => name).join(', ')
  return [createDiagnostic('wave-commit-unreviewed', { ...parameters, base }, { at })]
}

/** The commit alone would not show that the base branch has it. */
const fetchHistory = 'git fetch --unshallow origin'

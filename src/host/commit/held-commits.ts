import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { type HeldCommit, shortCommit, type WaveLine } from '../../model/wave.ts'
import { groupBy } from '../../text/group-by.ts'
import type { Host } from '../host.ts'
import { findBaseTips, type BaseTip } from '../git/find-base.ts'
import { countCommits, findCommit, gitIn, isAncestor, isShallow, type Git } from '../git/git.ts'
import { requireOwnHistory } from '../git/own-history.ts'
import { suggestFetch } from '../git/suggest-fetch.ts'

/** A commit that waves are held at, and the lines that say so. */
interface Named {
  readonly commit: string
  readonly lines: readonly WaveLine[]
}

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
  if (first === undefined) return [[], [createDiagnostic('wave-base-unknown', {}, placeOf(lines))]]
  const named = [...groupBy(lines, ({ commit }) => commit)].map(([commit, ofCommit]) => ({
    commit,
    lines: ofCommit,
  }))
  const faults = named.flatMap((each) => judge(git, each, tips))
  if (faults.length > 0) return [[], faults]
  const commits = named.map(({ commit, lines: ofCommit }) => ({
    commit,
    waves: ofCommit.map(({ wave }) => wave),
    behind: countCommits(git, commit, first.commit),
  }))
  return [commits, []]
}

function judge(git: Git, { commit, lines }: Named, tips: readonly BaseTip[]): readonly Diagnostic[] {
  const parameters = { waves: lines.map(({ wave }) => wave), commit: shortCommit(commit) }
  const shallow = isShallow(git)
  const missing = (isHistory: boolean, fetch: string): readonly Diagnostic[] => [
    createDiagnostic('wave-commit-missing', { ...parameters, isHistory, fetch }, placeOf(lines)),
  ]
  // The id of a tag is none of a commit, though it leads to one.
  if (findCommit(git, commit) !== commit)
    return missing(false, shallow ? fetchHistory : suggestFetch(commit, false))
  if (tips.some((tip) => isAncestor(git, commit, tip.commit))) return []
  if (shallow) return missing(true, fetchHistory)
  const base = tips.map(({ name }) => name).join(', ')
  return [createDiagnostic('wave-commit-unreviewed', { ...parameters, base }, placeOf(lines))]
}

/** The commit alone would not show that the base branch has it. */
const fetchHistory = 'git fetch --unshallow origin'

function placeOf([line]: readonly WaveLine[]): { readonly at?: WaveLine['at'] } {
  return line === undefined ? {} : { at: line.at }
}

import type { Authored } from '../../authoring/edits/authored.ts'
import { holdWaves } from '../../authoring/objects/wave-ledger.ts'
import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import { findBaseTips } from '../../host/git/find-base.ts'
import { describeGitFault } from '../../host/git/git-error.ts'
import { countCommits, findCommit, gitIn, isShallow, type Git } from '../../host/git/git.ts'
import { requireOwnHistory } from '../../host/git/own-history.ts'
import { suggestFetch } from '../../host/git/suggest-fetch.ts'
import { judgeHeldCommit } from '../../host/commit/held-commits.ts'
import { getOwn, isObject } from '../../json/own.ts'
import type { Manifest } from '../../model/manifest.ts'
import { shortCommit, type WaveOrder } from '../../model/wave.ts'
import { parse } from '../../stages/parse/parse.ts'
import { nearest } from '../../text/nearest.ts'
import { count } from '../../text/count.ts'
import { waveLedgerName } from '../repository/repository-files.ts'
import type { Repository } from '../repository/repository.ts'
import type { Workspace } from '../workspace.ts'

/** What is promoted, and to what. */
export interface PromoteRequest {
  /** The waves by name; undefined for all. */
  readonly waves: readonly string[] | undefined
  /** What the command line calls the commit. Default: the tip of the base branch. */
  readonly to?: string
}

/** What promoting does to the ledger. */
export interface Promotion {
  readonly authored: Authored
  /** A line for each wave that gets another commit. */
  readonly notes: readonly string[]
}

/**
 * Holds waves at another commit, which has to be in the history of the base branch; a wave without a line gets one at its
 * tip. Reports `waves-missing`, `wave-unknown`, `wave-first-held`, `waves-unreadable`, what parsing the ledger does, and
 * what `findHeldCommits` does of the commit.
 */
export function promoteWaves(
  { host }: Workspace,
  { root, config: { waves }, waveLedger }: Repository,
  { waves: named, to }: PromoteRequest,
): DiagnosticResult<Promotion | undefined> {
  if (waves === undefined) return [undefined, [createDiagnostic('waves-missing', {})]]
  const naming = (named ?? []).flatMap((wave) => checkName(wave, waves))
  const [{ manifests }, parsing] = parse(waveLedger ? [waveLedger] : [])
  const found = [...naming, ...parsing]
  if (hasErrors(found)) return [undefined, found]
  try {
    requireOwnHistory(host, root, undefined)
    const git = gitIn(host, root)
    const [tip] = findBaseTips(git, undefined)
    if (tip === undefined) return [undefined, [...found, createDiagnostic('wave-base-unknown', {})]]
    const commit = to === undefined ? tip.commit : findCommit(git, to)
    const targets = named ?? waves.order.slice(1)
    const judging = judge(git, { commit, to: to ?? tip.name, targets }, tip)
    if (commit === undefined || judging.length > 0) return [undefined, [...found, ...judging]]
    const [ledger] = manifests
    const known = linesOf(ledger)
    const missing = waves.order.slice(1).filter((wave) => !known.has(wave) && !targets.includes(wave))
    const wanted = new Map([
      ...targets.map((wave): [string, string] => [wave, commit]),
      ...missing.map((wave): [string, string] => [wave, tip.commit]),
    ])
    const notes = [...wanted].map(([wave, id]) => describe(git, wave, known.get(wave), id))
    return [{ authored: holdWaves(ledger, waveLedgerName, wanted), notes }, found]
  } catch (error) {
    const fault = describeGitFault(error)
    if (fault === undefined) throw error
    return [undefined, [...found, createDiagnostic('waves-unreadable', fault)]]
  }
}

function checkName(wave: string, { order }: WaveOrder): readonly Diagnostic[] {
  const [first, ...later] = order
  if (wave === first) return [createDiagnostic('wave-first-held', { wave })]
  return later.includes(wave)
    ? []
    : [createDiagnostic('wave-unknown', { wave, nearest: nearest(wave, later) })]
}

function judge(
  git: Git,
  {
    commit,
    to,
    targets,
  }: { readonly commit: string | undefined; readonly to: string; readonly targets: readonly string[] },
  tip: { readonly name: string; readonly commit: string },
): readonly Diagnostic[] {
  if (commit !== undefined) return judgeHeldCommit(git, { commit, waves: targets }, [tip])
  const fetch = suggestFetch(to, isShallow(git))
  return [createDiagnostic('wave-commit-missing', { waves: targets, commit: to, isHistory: false, fetch })]
}

/** The commits of a ledger by wave, whatever they are. */
function linesOf(ledger: Manifest | undefined): ReadonlyMap<string, string> {
  const waves = ledger && getOwn(ledger.value, 'waves')
  return new Map(isObject(waves) ? Object.entries(waves).map(([wave, commit]) => [wave, String(commit)]) : [])
}

function describe(git: Git, wave: string, before: string | undefined, commit: string): string {
  const now = shortCommit(commit)
  if (before === undefined) return `${wave} is held at ${now}`
  if (before === commit) return `${wave} is at ${now} already`
  // The line may hold anything, and nothing but a commit of the clone is asked for.
  const isKnown = /^[0-9a-f]{40,64}$/.test(before) && findCommit(git, before) === before
  if (!isKnown) return `${wave} is held at ${now}`
  const [gained, lost] = [countCommits(git, before, commit), countCommits(git, commit, before)]
  const way = [
    ...(gained > 0 ? [`${count(gained, 'commit')} more`] : []),
    ...(lost > 0 ? [`${count(lost, 'commit')} less`] : []),
  ]
  return `${wave} goes from ${shortCommit(before)} to ${now}, ${way.join(' and ')}`
}

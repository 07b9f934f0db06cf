import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { describeGitFault, type GitFault } from './git-error.ts'
import { findCommit, findMergeBase, gitIn, isShallow, type Git } from './git.ts'
import { invariant } from '../../text/invariant.ts'
import type { Host } from '../host.ts'
import { requireOwnHistory } from './own-history.ts'
import { explainMissing } from './nearest-reference.ts'
import { suggestFetchOfDefault } from './suggest-fetch.ts'

/** The commit that is compared with the work tree. */
export interface Base {
  /** As the user named it, or the first digits of its id; `git show <name>:<path>` shows its files. */
  readonly name: string
  /** Its id. */
  readonly commit: string
  /** The top of the work tree, absolute. */
  readonly workTree: string
}

/** Where the default branch may be known by, the likeliest first. */
const defaultBranches = [
  'refs/remotes/origin/HEAD',
  'refs/remotes/origin/main',
  'refs/remotes/origin/master',
  'refs/heads/main',
  'refs/heads/master',
]

const shownDigits = 12

/**
 * Finds the base of a comparison: the commit that `reference` names, or else where HEAD left the default branch.
 * `root` is the directory to render, absolute and free of links. Diagnostics: `base-not-found`, `base-unknown`,
 * `base-unreadable`; `base-not-ancestor` as a note.
 */
export function findBase(
  host: Host,
  root: string,
  reference: string | undefined,
): DiagnosticResult<Base | undefined> {
  const git = gitIn(host, root)
  try {
    requireOwnHistory(host, root, reference)
    const shallow = isShallow(git)
    const workTree = host.findRepository(root)?.workTree
    invariant(workTree !== undefined, 'git ran in a repository that was found')
    const [named, diagnostics] =
      reference === undefined ? findDefault(git, shallow) : findNamed(git, reference, shallow)
    return [named && { ...named, workTree }, diagnostics]
  } catch (error) {
    const fault = describeGitFault(error)
    if (fault === undefined) throw error
    return refuseBase(reference, fault)
  }
}

/** A commit whose history was reviewed, and how it is called. */
export interface BaseTip {
  readonly name: string
  readonly commit: string
}

/**
 * The tip of the default branch, and the commit that `reference` names, as far as the clone holds them. Who may push some branch
 * may push one called as a default branch: where `reference` is a remote's branch, the default one is not guessed by its name.
 */
export function findBaseTips(git: Git, reference: string | undefined): readonly BaseTip[] {
  const isRemote = reference !== undefined && findCommit(git, `refs/remotes/${reference}`) !== undefined
  const branch = (isRemote ? defaultBranches.slice(0, 1) : defaultBranches).find(
    (each) => findCommit(git, each) !== undefined,
  )
  return [branch, reference].flatMap((name) => {
    const commit = name === undefined ? undefined : findCommit(git, name)
    return name === undefined || commit === undefined
      ? []
      : [{ name: name.replace(/^refs\/(?:remotes|heads)\//, ''), commit }]
  })
}

type Named = Pick<Base, 'name' | 'commit'>

function findNamed(git: Git, reference: string, shallow: boolean): DiagnosticResult<Named | undefined> {
  const commit = findCommit(git, reference)
  if (commit === undefined) {
    const parameters = { base: reference, ...explainMissing(git, reference, shallow) }
    return refuse(createDiagnostic('base-not-found', parameters))
  }
  return [{ name: reference, commit }, reportNotAncestor(git, reference, commit)]
}

/** What a branch got since HEAD left it shows as undone, which is worth a word. */
function reportNotAncestor(git: Git, base: string, commit: string): readonly Diagnostic[] {
  const head = findCommit(git, 'HEAD')
  const mergeBase = head && findMergeBase(git, head, commit)
  if (mergeBase === undefined || mergeBase === commit) return []
  return [createDiagnostic('base-not-ancestor', { base, mergeBase: mergeBase.slice(0, shownDigits) })]
}

function findDefault(git: Git, shallow: boolean): DiagnosticResult<Named | undefined> {
  const head = findCommit(git, 'HEAD')
  if (head === undefined) {
    return refuse(createDiagnostic('base-unknown', { problem: 'HEAD has no commit yet', fetch: undefined }))
  }
  const unknown = (problem: string): DiagnosticResult<undefined> => {
    const fetch = hasOrigin(git) ? suggestFetchOfDefault(shallow) : undefined
    return refuse(createDiagnostic('base-unknown', { problem, fetch }))
  }
  for (const branch of defaultBranches) {
    const tip = findCommit(git, branch)
    if (tip === undefined) continue
    const commit = findMergeBase(git, head, tip)
    if (commit === undefined) return unknown(`this clone holds no commit that HEAD and ${branch} share`)
    return [{ name: commit === head ? 'HEAD' : commit.slice(0, shownDigits), commit }, []]
  }
  return unknown('this clone holds neither origin/HEAD nor a branch main or master')
}

function hasOrigin(git: Git): boolean {
  return git(['remote']).toString('utf8').split('\n').includes('origin')
}

/** No base, as Git could not read it. Diagnostic: `base-unreadable`. */
export function refuseBase(base: string | undefined, fault: GitFault): DiagnosticResult<undefined> {
  return refuse(createDiagnostic('base-unreadable', { base, ...fault }))
}

function refuse(diagnostic: Diagnostic): DiagnosticResult<undefined> {
  return [undefined, [diagnostic]]
}

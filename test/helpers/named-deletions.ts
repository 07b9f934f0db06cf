import { expect } from 'vitest'
import { commit, git, gitRepository, write } from './git-repository.ts'
import { runInDirectory } from './run-in-directory.ts'

/** What a command says goes. */
export interface NamedDeletions {
  /** Paths in the output directory, sorted. */
  readonly removed: readonly string[]
  /** What approves it; `''` where nothing needs approval. */
  readonly digest: string
}

/**
 * A repository of `steps`, each of which was rendered, whatever the guard asked, and committed, with the output or, where
 * `isIgnored`, without it; and `last` committed on a branch, not rendered.
 */
export function changedAfter(
  steps: readonly Readonly<Record<string, string>>[],
  last: Readonly<Record<string, string>>,
  isIgnored = false,
): string {
  const directory = gitRepository(isIgnored ? { '.gitignore': 'rendered/\n' } : {})
  for (const each of steps) {
    write(directory, each)
    renderApproved(directory)
    commit(directory, {})
  }
  git(directory, 'checkout', '-q', '-b', 'change')
  commit(directory, last)
  return directory
}

/** Renders, with the approval that it may need. */
export function renderApproved(directory: string): void {
  const { exitCode, stderr } = runInDirectory(directory, 'render')
  if (exitCode === 0) return
  const again = runInDirectory(directory, 'render', '--approve-prune', digestIn(stderr))
  expect(again.exitCode, `${stderr}${again.stderr}`).toBe(0)
}

/** The digest that a text asks to approve; `''` where it asks for none. */
export function digestIn(text: string): string {
  return /digest ([0-9a-f]{16})/.exec(text)?.[1] ?? ''
}

/** What a diff names: the objects that go, how many do with the old name of a cluster, and its effect, where it knows that. */
interface NamedByDiff extends NamedDeletions {
  readonly renamed: ReadonlyMap<string, number>
  readonly effect?: string
}

/** The deletions that a diff names. */
export function namedByDiff(directory: string, ...options: readonly string[]): NamedByDiff {
  const { stdout, stderr } = runInDirectory(directory, 'diff', '-o', 'json', ...options)
  expect(stdout, stderr).not.toBe('')
  const {
    changes,
    renames = [],
    approval,
    effect,
  } = JSON.parse(stdout) as {
    readonly renames?: readonly { readonly from: string; readonly objects: number }[]
    readonly changes: readonly {
      readonly kind: string
      readonly clusters: readonly string[]
      readonly object: { readonly path: string }
    }[]
    readonly approval?: { readonly digest: string }
    readonly effect?: string
  }
  const removed = changes
    .filter(({ kind }) => kind === 'removed')
    .flatMap(({ clusters, object: { path } }) =>
      clusters.length === 0 ? [`dns/${path}`] : clusters.map((each) => `clusters/${each}/${path}`),
    )
  return {
    removed: removed.sort(),
    digest: approval?.digest ?? '',
    renamed: new Map(renames.map(({ from, objects }) => [from, objects])),
    ...(effect !== undefined && { effect }),
  }
}

/** The objects whose files a render would prune. */
export function prunedByRender(directory: string, ...options: readonly string[]): NamedDeletions {
  const { stdout, stderr } = runInDirectory(directory, 'render', '--dry-run', ...options)
  const removed = stdout.split('\n').flatMap((line) => /^D ((?:clusters|dns)\/.*)$/.exec(line)?.[1] ?? [])
  return { removed: removed.sort(), digest: digestIn(stderr) }
}

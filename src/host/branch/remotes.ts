import { findCommit, settingValues, type Git } from '../git/git.ts'

/** A remote as the clone knows it. */
export interface Remote {
  readonly name: string
  /** The last commit of the branch there, as of the last fetch; absent where the clone knows none. */
  readonly tip?: string
  /** Whether all branches of the remote were fetched, so that one that the clone does not know was not there. */
  readonly isWhole: boolean
}

/** The remotes from which branches are fetched; a bare repository has none, though it was cloned. */
export function listRemotes(git: Git, branch: string): readonly Remote[] {
  const names = git(['remote']).toString('utf8').split('\n').filter(Boolean)
  return names.flatMap((name): readonly Remote[] => {
    const fetched = settingValues(git, `remote.${name}.fetch`)
    if (fetched.length === 0) return []
    const tip = findCommit(git, `refs/remotes/${name}/${branch}`)
    // Clones have this reference; a pipeline that fetches a part has none.
    const hasHead = findCommit(git, `refs/remotes/${name}/HEAD`) !== undefined
    const isWhole = hasHead && fetched.some((each) => /^\+?refs\/heads\/\*:/.test(each))
    return [{ name, isWhole, ...(tip !== undefined && { tip }) }]
  })
}

/**
 * The remote of a branch: the configured one, the default one (git-config: branch.<name>.remote, checkout.defaultRemote),
 * `origin`, or the only one; undefined where none of these is there.
 */
export function chooseRemote<T extends { readonly name: string }>(
  git: Git,
  branch: string,
  remotes: readonly T[],
): T | undefined {
  const configured = [`branch.${branch}.remote`, 'checkout.defaultRemote'].map((name) =>
    settingValues(git, name).at(-1),
  )
  const named = [...configured, 'origin'].map((wanted) => remotes.find(({ name }) => name === wanted))
  return named.find((each) => each !== undefined) ?? (remotes.length === 1 ? remotes[0] : undefined)
}

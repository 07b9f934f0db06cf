import { runCli, type ProcessResult } from '../../e2e/run-cli.ts'
import { commit, git, gitRepository } from '../../helpers/git-repository.ts'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'
import { act, pullRequest, type ActionResult } from '../../helpers/run-action.ts'

/** Files by their paths in a repository. */
export type Files = Readonly<Record<string, string | Uint8Array>>

/** A pull request of a stranger, checked out at its head as CI has it. */
export interface AttackedRepository {
  /** The top of the Git repository, by its real path. */
  readonly directory: string
  /** The commit that the owner trusts. */
  readonly base: string
  /** Runs the built command line at the top. */
  readonly fedrender: (...commandLine: readonly string[]) => ProcessResult
  /** Runs the action for the event of the pull request. */
  readonly action: (inputs?: Readonly<Record<string, string>>) => ActionResult
}

/** A fleet of two clusters with a namespace and a ConfigMap. */
export const smallFleet: Files = {
  'clusters.yaml': inventoryYaml('east', 'west'),
  'shop.yaml': namespaceYaml('shop') + configMapYaml('shop/settings', 'old'),
}

/**
 * A repository whose owner committed and rendered `base` on `main`, and whose branch `change` has what `attack` does to
 * the work tree, or the files that it gives, as one more commit.
 */
export function attackedRepository(
  base: Files,
  attack: Files | ((directory: string) => void),
): AttackedRepository {
  const directory = gitRepository(base)
  runCli(directory, ['render'])
  const trusted = commit(directory, {})
  git(directory, 'checkout', '-q', '-b', 'change')
  if (typeof attack === 'function') attack(directory)
  const head = commit(directory, typeof attack === 'function' ? {} : attack)
  return {
    directory,
    base: trusted,
    fedrender: (...commandLine) => runCli(directory, commandLine),
    action: (inputs) => act(directory, pullRequest(head, trusted), inputs),
  }
}

import { findGitPrefix } from '../../host/git/git-prefix.ts'
import { forgeAddresses } from '../../host/forge-addresses.ts'
import { askGit } from '../../host/git/ask-git.ts'
import { findCommit, gitIn } from '../../host/git/git.ts'
import { isSourceTemplate, type SourcePlace } from '../../views/source-url.ts'
import { findRoot } from '../repository/read-repository.ts'
import type { Workspace } from '../workspace.ts'

/** What is known of links to sources. */
interface SourceLinks {
  /** The address that the command line names. Default: that of the forge whose pipeline runs this. */
  readonly template?: string | undefined
  /** The commit of the base. */
  readonly base?: string | undefined
}

/**
 * Where the sources of a repository are shown: at the address that is named, or at the forge in whose pipeline this runs
 * (GitHub, GitLab), if that is an address; without links where neither is known. The head is the commit that is checked out.
 */
export function findSourcePlace(
  workspace: Workspace,
  directory: string,
  { template = forgeAddresses(workspace.environment).find(isSourceTemplate), base }: SourceLinks,
): SourcePlace {
  const { host } = workspace
  const root = findRoot(workspace, directory)
  const prefix = findGitPrefix(host, root)
  if (template === undefined) return { prefix }
  const [head] = askGit(() => [findCommit(gitIn(host, root), 'HEAD')])
  return { prefix, template, commits: { ...(base && { base }), ...(head && { head }) } }
}

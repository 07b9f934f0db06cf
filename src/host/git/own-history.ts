import { dirname } from 'node:path'
import { contains } from '../contains.ts'
import { GitError } from './git-error.ts'
import type { Host, GitRepository } from '../host.ts'

/**
 * The repository whose submodule another is, by where Git keeps it: in the outer one's own directory (gitsubmodules);
 * undefined for a repository of its own.
 */
function superproject(
  host: Pick<Host, 'findRepository'>,
  { workTree, commonDirectory }: GitRepository,
): GitRepository | undefined {
  const outer = host.findRepository(dirname(workTree))
  if (outer === undefined || outer.commonDirectory === commonDirectory) return undefined
  return contains(outer.commonDirectory, commonDirectory) ? outer : undefined
}

/** The top of the repository that was checked out, and not of a submodule of it; the directory itself outside of a repository. */
export function checkedOutTop(host: Pick<Host, 'findRepository'>, directory: string): string {
  let repository = host.findRepository(directory)
  if (repository === undefined) return directory
  for (
    let outer = superproject(host, repository);
    outer !== undefined;
    outer = superproject(host, repository)
  ) {
    repository = outer
  }
  return repository.workTree
}

/**
 * Throws a `GitError` where a name of a commit would be looked up in a submodule: a change of the repository around it
 * decides which repository that is, and so where its branches are. The whole id of a commit fixes what it holds.
 */
export function requireOwnHistory(host: Host, directory: string, reference: string | undefined): void {
  const isWholeId = reference !== undefined && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(reference)
  const repository = isWholeId ? undefined : host.findRepository(directory)
  if (repository === undefined || superproject(host, repository) === undefined) return
  throw new GitError(
    'it lies in a submodule, whose branches a change of the repository around it can replace',
    'Name a commit of the submodule by its whole id',
  )
}

import { resolve } from 'node:path'
import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { createCommitHost } from '../../host/commit/commit-host.ts'
import { findCommit, isShallow, parentsOf, type Git } from '../../host/git/git.ts'
import { suggestFetch } from '../../host/git/suggest-fetch.ts'
import { committedOutput } from '../../host/previous/previous-commit.ts'
import type { PreviousOutput } from '../../host/previous/previous-output.ts'
import { openNamedPrevious } from '../repository/open-named-previous.ts'
import { readConfigFile } from '../repository/read-config-file.ts'
import type { Repository, RepositoryOptions } from '../repository/repository.ts'
import type { Workspace } from '../workspace.ts'

/** The source commit for which a branch is new. */
export interface SeedSource {
  readonly git: Git
  readonly head: string
  readonly workTree: string
}

/**
 * The output that a new branch goes on from, so that what is held is not forgotten and the guard sees what goes: the one
 * that `--previous` names, else the one that the source commit holds, else that of the first of its parents which holds
 * one. Undefined where there is none. Reports `previous-not-found` where the clone lacks a parent that may have had it,
 * and what `openNamedPrevious` does.
 */
export function findSeed(
  workspace: Workspace,
  repository: Repository,
  { git, head, workTree }: SeedSource,
  options: RepositoryOptions,
): DiagnosticResult<PreviousOutput | undefined> {
  if (options.previous !== undefined) return openNamedPrevious(workspace, repository, options)
  const { root, output, schema } = repository
  const own = committedOutput(workspace.host, head, { root, output })
  if (own !== undefined) return [own, []]
  for (const parent of parentsOf(git, head)) {
    if (findCommit(git, parent) === undefined) {
      const missing = { previous: parent, nearest: undefined, fetch: suggestFetch(parent, isShallow(git)) }
      return [undefined, [createDiagnostic('previous-not-found', missing)]]
    }
    const host = createCommitHost(workspace.host, { commit: parent, workTree, root, output: '' })
    const [{ config }] = readConfigFile({ ...workspace, host }, root, options.config, schema)
    const place = options.out === undefined ? resolve(root, config.output) : output
    const found = committedOutput(workspace.host, parent, { root, output: place })
    if (found !== undefined) return [found, []]
  }
  return [undefined, []]
}

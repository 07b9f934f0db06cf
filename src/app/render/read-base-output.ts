import { resolve } from 'node:path'
import type { DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { refuseBase } from '../../host/git/find-base.ts'
import { describeGitFault } from '../../host/git/git-error.ts'
import { committedOutput } from '../../host/previous/previous-commit.ts'
import type { FileTree } from '../../model/file-tree.ts'
import { defaultRenderConfig } from '../../model/render-config.ts'
import type { EarlierOutput } from '../../output/changes-between.ts'
import { createTextLookup } from '../../output/file-matrix.ts'
import type { CheckBase } from '../repository/base-config.ts'
import type { Repository } from '../repository/repository.ts'
import type { Workspace } from '../workspace.ts'

/**
 * What the base of a check has rendered and a tree does not render, at the place where the base has its output. Reports
 * `base-unreadable` where Git fails.
 */
export function readBaseOutput(
  { host }: Workspace,
  { root, output }: Repository,
  { base, settings }: CheckBase,
  { files }: FileTree,
  out: string | undefined,
): DiagnosticResult<EarlierOutput | undefined> {
  const { output: configured } = settings?.config ?? defaultRenderConfig
  const directory = out === undefined ? resolve(root, configured) : output
  const textOf = createTextLookup(files)
  try {
    return [
      committedOutput(host, base.commit, { root, output: directory }, (path) => textOf(path) === undefined),
      [],
    ]
  } catch (error) {
    const fault = describeGitFault(error)
    if (fault === undefined) throw error
    return refuseBase(base.name, fault)
  }
}

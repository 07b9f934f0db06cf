import { relative, sep } from 'node:path'
import type { DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import type { Base } from '../../host/git/find-base.ts'
import { gitIn } from '../../host/git/git.ts'
import { emptyListing, listCommit, listDirectory } from '../../host/output/output-listing.ts'
import type { OutputChange } from '../../model/foreign-file.ts'
import type { TextsByPath } from '../../output/file-matrix.ts'
import type { Workspace } from '../workspace.ts'
import { compareObeyedAbove, compareOutputs, isInWorkTree, type OutputSide } from './compare-outputs.ts'
import { readBase } from './diff-sides.ts'

/** One side's settings and files of its output. */
export interface OutputSettings {
  /** The output directory, absolute. */
  readonly output: string
  /** What of it others may have there. */
  readonly foreignFiles: readonly string[]
  /** The texts that are rendered, by path. */
  readonly rendered: TextsByPath
  /** What is held. Default: nothing. */
  readonly held?: readonly string[]
  /** The texts that are rendered for agents where files of theirs are compared too. Default: none are. */
  readonly delivered?: ReadonlyMap<string, string>
}

/** Two outputs to compare. */
export interface OutputComparison {
  readonly base: Base
  readonly before: OutputSettings
  readonly after: OutputSettings
  /** Whether the output directories are compared, and not only the directories above them. Default: true. */
  readonly listed?: boolean
}

/**
 * What a change does beside the rendered objects: to the files of the output directories of both sides that agents read
 * or obey, and to those that they obey above. Nothing where the output is outside the work tree, and so no part of the
 * change. Reports what `readBase` does.
 */
export function findOutputChanges(
  workspace: Workspace,
  root: string,
  { base, before, after, listed = true }: OutputComparison,
): DiagnosticResult<readonly OutputChange[] | undefined> {
  const { host } = workspace
  return readBase(workspace, { root, output: after.output }, base, (atBase) => {
    const changes = [...new Set([before.output, after.output])].flatMap((directory) => {
      const place = { workTree: base.workTree, root, directory }
      if (!isInWorkTree(place)) return []
      const above = compareObeyedAbove(atBase.host, host, place)
      if (!listed) return above
      const prefix = `${pathFrom(base.workTree, directory)}/`
      const baseSide = {
        host: atBase.host,
        directory,
        listing: listCommit(gitIn(host, root), base.commit, prefix),
        rendered: directory === before.output ? before.rendered : new Map<string, string>(),
      }
      const comparison = {
        prefix: `${pathFrom(root, directory)}/`,
        allowed: after.foreignFiles,
        baseAllowed: before.foreignFiles,
        held: after.held ?? [],
        ...(after.delivered && { delivered: after.delivered }),
      }
      return above.concat(compareOutputs(baseSide, headSide(workspace, directory, after), comparison))
    })
    return [unique(changes), []]
  })
}

function headSide({ host }: Workspace, directory: string, after: OutputSettings): OutputSide {
  const isThere = host.kindOf(directory) === 'directory'
  return {
    host,
    directory,
    listing: isThere ? listDirectory(host, directory) : emptyListing,
    rendered: directory === after.output ? after.rendered : new Map<string, string>(),
  }
}

/** Two output directories have directories above them in common. */
function unique(changes: readonly OutputChange[]): readonly OutputChange[] {
  return [...new Map(changes.map((change) => [change.path, change])).values()]
}

function pathFrom(top: string, path: string): string {
  return relative(top, path).split(sep).join('/')
}

import { dirname } from 'node:path'
import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Host } from '../../host/host.ts'
import { kindInside } from '../../host/kind-inside.ts'
import { replaceFile } from '../../host/replace-file.ts'
import { sourceSizeLimit } from '../../host/sources/sources.ts'
import { createSystemError, describeSystemError, isSystemError } from '../../host/system-error.ts'
import type { FileChange } from '../../model/file-change.ts'
import type { Workspace } from '../workspace.ts'

/** The status of a file after a command, in a word for the command's result. */
export type FileStatus = 'wrote' | 'changed' | 'removed' | 'unchanged'

/** A change, with the status that its file gets. */
export interface JudgedChange {
  readonly change: FileChange
  readonly status: FileStatus
}

/**
 * Compares changes with the files at their paths. Reports `file-differs`, unless the present file may be replaced, and
 * `file-write-failed` where a path holds something other than a file, or goes through a link.
 */
export function judgeChanges(
  { host }: Workspace,
  root: string,
  changes: readonly FileChange[],
  force: boolean,
): readonly [judged: readonly JudgedChange[], diagnostics: readonly Diagnostic[]] {
  const diagnostics: Diagnostic[] = []
  const judged = changes.flatMap((change): readonly JudgedChange[] => {
    const { path } = change
    try {
      const present = readPresent(host, root, path)
      if (present === change.after) return [{ change, status: 'unchanged' }]
      if (present === undefined) return [{ change, status: 'wrote' }]
      if (change.before === undefined && !force) diagnostics.push(createDiagnostic('file-differs', { path }))
      if (change.before !== undefined && change.before !== present) throw createSystemError('EBUSY', path)
      return [
        { change: { ...change, before: present }, status: change.after === null ? 'removed' : 'changed' },
      ]
    } catch (error) {
      if (!isSystemError(error)) throw error
      diagnostics.push(createDiagnostic('file-write-failed', { path, problem: describeSystemError(error) }))
      return []
    }
  })
  return [judged, diagnostics]
}

/** The text of a file of the repository, if it is there; no link may lead to it. */
function readPresent(host: Host, root: string, path: string): string | undefined {
  const kind = kindInside(host, root, path)
  if (kind === 'absent') return undefined
  if (kind !== 'file') throw createSystemError(kind === 'directory' ? 'EISDIR' : 'EINVAL', path)
  const content = host.readFile(`${root}/${path}`, sourceSizeLimit)
  if (content === undefined) throw createSystemError('EFBIG', path)
  return content.toString('utf8')
}

/** Writes and removes files, each in one step. Reports `file-write-failed` and stops there. */
export function writeChanges(
  workspace: Workspace,
  root: string,
  judged: readonly JudgedChange[],
): readonly Diagnostic[] {
  for (const { change, status } of judged) {
    if (status === 'unchanged') continue
    const path = `${root}/${change.path}`
    try {
      if (change.after === null) workspace.host.removeFile(path)
      else {
        createDirectories(workspace, dirname(path))
        replaceFile(workspace.host, path, Buffer.from(change.after))
      }
    } catch (error) {
      if (!isSystemError(error)) throw error
      const parameters = { path: change.path, problem: describeSystemError(error) }
      return [createDiagnostic('file-write-failed', parameters)]
    }
  }
  return []
}

function createDirectories(workspace: Workspace, directory: string): void {
  if (workspace.host.kindOf(directory) !== 'absent') return
  createDirectories(workspace, dirname(directory))
  workspace.host.createDirectory(directory)
}

import { basename, dirname } from 'node:path'
import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import type { ChangeSet } from '../../model/change-set.ts'
import type { FileTree } from '../../model/file-tree.ts'
import { contains } from '../contains.ts'
import { createEncodedTexts, type EncodedTexts } from './encoded-texts.ts'
import type { Host } from '../host.ts'
import { describeSystemError, isSystemError } from '../system-error.ts'

/** What an output holds since a run of this process wrote it, as long as nobody else writes there. */
export interface KnownOutput {
  /** The output directory, absolute. */
  readonly directory: string
  readonly tree: FileTree
  /** What the run did; what is foreign is foreign still. */
  readonly changes: Pick<ChangeSet, 'held' | 'foreign'>
}

/** An output directory that may be read and written; it need not exist yet. */
export interface Output {
  readonly host: Host
  /** Absolute, and free of symbolic links. */
  readonly directory: string
  readonly encode: EncodedTexts
  /** What it is known to hold. Default: all of it is compared. */
  readonly known?: KnownOutput
}

/**
 * Checks where a run may write. `root` and `directory` are absolute. Refused as `output-directory-invalid`: a file,
 * a directory that holds the sources themselves, and one that lies in the repository by its name but, through a
 * symbolic link, elsewhere. A directory that is named outside the repository is the user's own wish.
 */
export function openOutput(
  host: Host,
  { root, directory }: { readonly root: string; readonly directory: string },
): DiagnosticResult<Output | undefined> {
  const refuse = (problem: string): DiagnosticResult<undefined> => [
    undefined,
    [createDiagnostic('output-directory-invalid', { directory, problem })],
  ]
  try {
    const realRoot = host.realPath(root)
    const realDirectory = realPathOfAbsent(host, directory)
    if (contains(realDirectory, realRoot)) return refuse('holds the sources themselves')
    if (contains(root, directory) && !contains(realRoot, realDirectory)) {
      return refuse('leads out of the repository through a symbolic link')
    }
    const kind = host.kindOf(realDirectory)
    if (kind !== 'directory' && kind !== 'absent') return refuse('is not a directory')
    return [{ host, directory: realDirectory, encode: createEncodedTexts() }, []]
  } catch (error) {
    if (!isSystemError(error)) throw error
    return refuse(`cannot be used: ${describeSystemError(error)}`)
  }
}

/** The real path of something that need not exist: that of its nearest ancestor that does, and the rest as named. */
function realPathOfAbsent(host: Host, path: string): string {
  try {
    return host.realPath(path)
  } catch (error) {
    const parent = dirname(path)
    if (!isSystemError(error) || error.code !== 'ENOENT' || parent === path) throw error
    return `${realPathOfAbsent(host, parent).replace(/\/$/, '')}/${basename(path)}`
  }
}

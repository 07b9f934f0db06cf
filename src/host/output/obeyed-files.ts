import { basename, dirname } from 'node:path'
import { obeyedBy } from '../../agents/agent-files.ts'
import type { ForeignKind } from '../../model/foreign-file.ts'
import { contains } from '../contains.ts'
import type { Host } from '../host.ts'
import { sourceSizeLimit } from '../sources/sources.ts'
import { isSystemError } from '../system-error.ts'

/** A file that agents obey, on one side of a comparison. */
export interface ObeyedFile {
  readonly kind: ForeignKind
  /** Its content; for a link, its target. */
  readonly text: string
}

/**
 * The paths, absolute, of the files that agents obey in the directories from the top of a work tree to that which holds
 * the output directory. None where the output is outside the work tree. `.gitmodules` counts only at the top.
 */
export function findObeyedAbove(host: Host, workTree: string, output: string): readonly string[] {
  const directories: string[] = []
  for (let at = dirname(output); contains(workTree, at); at = dirname(at)) {
    directories.push(at)
    if (at === workTree) break
  }
  return directories.flatMap((directory) =>
    namesIn(host, directory)
      .filter((name) => obeyedBy(name) !== undefined)
      .filter((name) => obeyedBy(name) !== 'submodules' || directory === workTree)
      .map((name) => `${directory}/${name}`),
  )
}

function namesIn(host: Host, directory: string): readonly string[] {
  try {
    return host.readDirectory(directory).map(({ name }) => name)
  } catch (error) {
    // The other side may lack the directory.
    if (isSystemError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return []
    throw error
  }
}

/** Reads a file that agents obey; undefined where there is none. Throws a `SystemError`. */
export function readObeyed(host: Host, path: string): ObeyedFile | undefined {
  if (namesIn(host, dirname(path)).every((name) => name !== basename(path))) return undefined
  const kind = host.kindOf(path)
  if (kind === 'link') return { kind, text: host.readLink(path) }
  if (kind !== 'file') return kind === 'absent' ? undefined : { kind: 'special', text: '' }
  const content = host.readFile(path, sourceSizeLimit)
  return { kind, text: content?.toString('utf8') ?? 'more than is read of a source' }
}

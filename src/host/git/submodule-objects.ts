import { join } from 'node:path'
import type { Host } from '../host.ts'

/** Names of submodules are paths and so nest; deeper ones than these are in no repository that anybody uses. */
const deepest = 12

/**
 * The directories of objects of the submodules that a repository keeps in its `modules`, and of theirs
 * (gitrepository-layout). A commit cannot bring one: they are below `.git`.
 */
export function submoduleObjects(
  host: Pick<Host, 'kindOf' | 'readDirectory'>,
  gitDirectory: string,
): readonly string[] {
  const modules = join(gitDirectory, 'modules')
  return host.kindOf(modules) === 'directory' ? below(host, modules, deepest) : []
}

function below(
  host: Pick<Host, 'kindOf' | 'readDirectory'>,
  directory: string,
  depth: number,
): readonly string[] {
  const objects = join(directory, 'objects')
  if (host.kindOf(join(directory, 'HEAD')) === 'file' && host.kindOf(objects) === 'directory') {
    return [objects, ...submoduleObjects(host, directory)]
  }
  if (depth === 0) return []
  const entries = host.readDirectory(directory).filter((entry) => entry.isDirectory())
  return entries.flatMap(({ name }) => below(host, join(directory, name), depth - 1))
}

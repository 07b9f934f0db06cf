import { fileURLToPath, pathToFileURL } from 'node:url'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { contains } from '../host/contains.ts'
import type { Host } from '../host/host.ts'
import { isSystemError } from '../host/system-error.ts'

/** A folder that an editor has open: as it names it, and free of links. */
export interface Folder {
  readonly named: string
  readonly real: string
}

/** The folder of a URI; undefined where it is none of a directory of this machine. */
export function folderOf(host: Host, uri: string): Folder | undefined {
  const named = pathOfUri(uri)
  if (named === undefined) return undefined
  const real = realPath(host, named)
  return real !== undefined && host.kindOf(real) === 'directory' ? { named, real } : undefined
}

/** The path of a file by its URI, its directory free of links; undefined where it is no file of this machine. */
export function fileOf(host: Host, uri: string): string | undefined {
  const named = pathOfUri(uri)
  if (named === undefined) return undefined
  const directory = realPath(host, dirname(named))
  return directory === undefined ? undefined : join(directory, basename(named))
}

/** The absolute path that a URI names; undefined where it is none of this machine. */
export function pathOfUri(uri: string): string | undefined {
  try {
    const path = uri.startsWith('file:') ? resolve(fileURLToPath(uri)) : undefined
    // No file system has such a name, and Node.js throws where it is asked for one.
    return path?.includes('\0') === true ? undefined : path
  } catch {
    return undefined
  }
}

function realPath(host: Host, path: string): string | undefined {
  try {
    return host.realPath(path)
  } catch (error) {
    if (!isSystemError(error)) throw error
    return undefined
  }
}

/** The directory of a repository. */
export interface FoundRoot {
  readonly root: string
  /** Whether it has a configuration. */
  readonly isConfigured: boolean
}

/**
 * The repository that a file is in: the nearest directory above it with a `fedrender.yaml`, in the innermost folder that has
 * it; that folder where there is none. Undefined where no folder has the file.
 */
export function rootOf(
  host: Host,
  folders: readonly Folder[],
  file: string,
  configName: string,
): FoundRoot | undefined {
  const [folder] = folders
    .filter(({ real }) => contains(real, file))
    .toSorted((left, right) => right.real.length - left.real.length)
  if (folder === undefined) return undefined
  for (let at = dirname(file); contains(folder.real, at); at = dirname(at)) {
    if (host.kindOf(join(at, configName)) === 'file') return { root: at, isConfigured: true }
    if (at === dirname(at)) break
  }
  return { root: folder.real, isConfigured: false }
}

/** The URI of a file below a folder, as the editor names that folder. */
export function uriOf(folders: readonly Folder[], path: string): string {
  const folder = folders.find(({ real }) => contains(real, path))
  const named = folder === undefined ? path : join(folder.named, relative(folder.real, path))
  return pathToFileURL(named).href
}

/** A path below a root, relative to it and with `/`. */
export function pathIn(root: string, path: string): string {
  return relative(root, path).split(sep).join('/')
}

import { relative, sep } from 'node:path'
import { GitError } from './git/git-error.ts'
import { directoryEntry } from './directory-entry.ts'
import type { EntryKind, Host } from './host.ts'
import { refusesToWrite } from './refuses-to-write.ts'
import { createSystemError } from './system-error.ts'

/**
 * A host that knows nothing but the files of a package, in a directory `root`, for reading only; nothing of the
 * machine's own files is seen through it. Paths of files are relative to the root.
 */
export function createPackageHost(host: Host, root: string, files: ReadonlyMap<string, string>): Host {
  const directories = listDirectories(files.keys())
  const contents = new Map<string, Buffer>()
  const inPackage = (path: string): string => relative(root, path).split(sep).join('/')
  const kindOf = (path: string): EntryKind => {
    const place = inPackage(path)
    if (files.has(place)) return 'file'
    return directories.has(place) ? 'directory' : 'absent'
  }
  const contentOf = (path: string): Buffer => {
    const place = inPackage(path)
    const text = files.get(place)
    if (text === undefined) throw createSystemError(directories.has(place) ? 'EISDIR' : 'ENOENT', path)
    const content = contents.get(place) ?? Buffer.from(text)
    contents.set(place, content)
    return content
  }
  return {
    processId: host.processId,
    hostName: host.hostName,
    isRunning: host.isRunning,
    pause: host.pause,
    readStandardInput: host.readStandardInput,
    ...refusesToWrite,
    findRepository: () => undefined,
    runGit: () => {
      throw new GitError('fatal: not a git repository')
    },
    kindOf,
    realPath: (path) => {
      if (kindOf(path) === 'absent') throw createSystemError('ENOENT', path)
      return path
    },
    readLink: (path) => {
      throw createSystemError('EINVAL', path)
    },
    readDirectory: (path) => {
      const entries = directories.get(inPackage(path))
      if (entries === undefined) throw createSystemError('ENOENT', path)
      return [...entries].map(([name, kind]) => directoryEntry(name, kind))
    },
    readHead: (path, buffer, length) => contentOf(path).copy(buffer, 0, 0, length),
    readFile: (path, limit) => {
      const content = contentOf(path)
      return content.length > limit ? undefined : content
    },
  }
}

/** The entries of each directory; the root is ''. */
function listDirectories(
  paths: Iterable<string>,
): ReadonlyMap<string, ReadonlyMap<string, 'file' | 'directory'>> {
  const directories = new Map([['', new Map<string, 'file' | 'directory'>()]])
  for (const path of paths) {
    let directory = ''
    const segments = path.split('/')
    for (const [index, name] of segments.entries()) {
      const isFile = index === segments.length - 1
      directories.get(directory)?.set(name, isFile ? 'file' : 'directory')
      if (isFile) break
      directory = directory === '' ? name : `${directory}/${name}`
      if (!directories.has(directory)) directories.set(directory, new Map())
    }
  }
  return directories
}

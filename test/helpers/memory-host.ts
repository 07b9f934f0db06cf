import { posix } from 'node:path'
import { findRepository } from '../../src/host/git/find-repository.ts'
import { GitError } from '../../src/host/git/git-error.ts'
import type { DirectoryEntry, EntryKind, Host } from '../../src/host/host.ts'

type Node = DirectoryNode | FileNode | LinkNode | SpecialNode
interface DirectoryNode {
  readonly kind: 'directory'
  readonly entries: Map<string, Node>
}
interface FileNode {
  readonly kind: 'file'
  readonly content: Buffer
}
interface LinkNode {
  readonly kind: 'link'
  readonly target: string
}

/** A device or a pipe, and all that was written to it. */
interface SpecialNode {
  readonly kind: 'special'
  readonly written: Buffer[]
}

/** A host in memory, and what a test can do to it. */
export interface MemoryHost extends Host {
  /** Every effect that writes, in order, as `rename /repo/a /repo/b`. */
  readonly operations: readonly string[]
  /** Called before each effect that writes, with its number from 1; throw `systemError` to refuse it. */
  onOperation: ((operation: string, count: number) => void) | undefined
  /** Called before each effect that reads, as `readHead /repo/a`. */
  onRead: ((operation: string) => void) | undefined
  standardInput: Buffer
  /** Ids of the processes that run. */
  readonly running: Set<number>
  runGit: Host['runGit']
  findRepository: Host['findRepository']
  /** Writes a file and what lacks above it. */
  put(path: string, content: string | Uint8Array): void
  link(path: string, target: string): void
  /** Makes a device that takes what is written to it. */
  device(path: string): void
  /** Every file and link (`-> target`) and device (`device: content`) below a directory, by its path relative to it; empty directories end in `/`. */
  dump(directory: string): Record<string, string>
  /** Stands for one file's content on disk: another object once it was written again. */
  identity(path: string): object | undefined
}

/** What a file system throws. */
export function systemError(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code, path })
}

/** Makes a host in memory that holds the given files, by absolute path. */
export function createMemoryHost(
  files: Readonly<Record<string, string | Uint8Array>> = {},
  options: { readonly processId?: number; readonly hostName?: string } = {},
): MemoryHost {
  const root: DirectoryNode = { kind: 'directory', entries: new Map() }
  const operations: string[] = []

  const directoryAt = (path: string, node = nodeAt(path)): DirectoryNode => {
    if (node === undefined) throw systemError('ENOENT', path)
    if (node.kind !== 'directory') throw systemError('ENOTDIR', path)
    return node
  }
  /** Follows links in all segments but the last, as a file system does. */
  const nodeAt = (path: string, depth = 0): Node | undefined => {
    if (depth > 40) throw systemError('ELOOP', path)
    let node: Node = root
    const segments = posix.normalize(path).split('/').filter(Boolean)
    for (const [index, segment] of segments.entries()) {
      if (node.kind !== 'directory') throw systemError('ENOTDIR', path)
      const next: Node | undefined = node.entries.get(segment)
      if (next === undefined) return undefined
      if (next.kind === 'link' && index < segments.length - 1) {
        const base = `/${segments.slice(0, index).join('/')}`
        const target = nodeAt(posix.resolve(base, next.target, '.'), depth + 1)
        if (target === undefined) return undefined
        node = target
      } else node = next
    }
    return node
  }
  const parentOf = (path: string): DirectoryNode =>
    directoryAt(posix.dirname(path), nodeBehind(posix.dirname(path)))
  const write = (operation: string): void => {
    operations.push(operation)
    host.onOperation?.(operation, operations.length)
  }
  const fileAt = (path: string): FileNode => {
    const node = nodeAt(path)
    if (node === undefined) throw systemError('ENOENT', path)
    if (node.kind === 'link') throw systemError('ELOOP', path)
    if (node.kind === 'directory') throw systemError('EISDIR', path)
    if (node.kind === 'special') throw systemError('EINVAL', path)
    return node
  }
  /** Follows links in all segments. */
  const nodeBehind = (path: string, depth = 0): Node | undefined => {
    const node = nodeAt(path, depth)
    return node?.kind === 'link'
      ? nodeBehind(posix.resolve(posix.dirname(path), node.target), depth + 1)
      : node
  }

  const host: MemoryHost = {
    operations,
    onOperation: undefined,
    onRead: undefined,
    standardInput: Buffer.alloc(0),
    running: new Set(),
    processId: options.processId ?? 1000,
    hostName: options.hostName ?? 'here',

    readDirectory: (path) => {
      host.onRead?.(`readDirectory ${path}`)
      return [...directoryAt(path).entries].map(([name, node]) => entryOf(name, node))
    },
    kindOf: (path): EntryKind => nodeAt(path)?.kind ?? 'absent',
    kindBehind: (path) => nodeBehind(path)?.kind ?? 'absent',
    readLink: (path) => {
      const node = nodeAt(path)
      if (node?.kind !== 'link') throw systemError(node === undefined ? 'ENOENT' : 'EINVAL', path)
      return node.target
    },
    realPath: (path) => {
      let real = '/'
      for (const segment of posix.normalize(path).split('/').filter(Boolean)) {
        const next = posix.join(real, segment)
        const node = nodeAt(next)
        if (node === undefined) throw systemError('ENOENT', path)
        real = node.kind === 'link' ? host.realPath(posix.resolve(real, node.target)) : next
      }
      return real
    },
    readHead: (path, buffer, length) => {
      host.onRead?.(`readHead ${path}`)
      return fileAt(path).content.copy(buffer, 0, 0, length)
    },
    readFile: (path, limit) => {
      host.onRead?.(`readFile ${path}`)
      const { content } = fileAt(path)
      return content.length > limit ? undefined : Buffer.from(content)
    },
    readStandardInput: (limit) => (host.standardInput.length > limit ? undefined : host.standardInput),
    createFile: (path, content) => {
      write(`createFile ${path}`)
      const { entries } = parentOf(path)
      if (entries.has(posix.basename(path))) throw systemError('EEXIST', path)
      entries.set(posix.basename(path), { kind: 'file', content: Buffer.from(content) })
    },
    writeInto: (path, content) => {
      write(`writeInto ${path}`)
      const node = nodeBehind(path)
      if (node?.kind !== 'special') throw systemError('EINVAL', path)
      node.written.push(Buffer.from(content))
    },
    createDirectory: (path) => {
      write(`createDirectory ${path}`)
      const { entries } = parentOf(path)
      if (entries.has(posix.basename(path))) throw systemError('EEXIST', path)
      entries.set(posix.basename(path), { kind: 'directory', entries: new Map() })
    },
    checkWritable: (directory) => {
      host.onRead?.(`checkWritable ${directory}`)
      directoryAt(directory)
    },
    rename: (from, to) => {
      write(`rename ${from} ${to}`)
      const source = parentOf(from).entries
      const node = source.get(posix.basename(from))
      if (node === undefined) throw systemError('ENOENT', from)
      const target = parentOf(to).entries
      const replaced = target.get(posix.basename(to))
      if (replaced?.kind === 'directory' && node.kind !== 'directory') throw systemError('EISDIR', to)
      if (replaced?.kind === 'directory' && replaced.entries.size > 0) throw systemError('ENOTEMPTY', to)
      source.delete(posix.basename(from))
      target.set(posix.basename(to), node)
    },
    removeFile: (path) => {
      write(`removeFile ${path}`)
      const node = nodeAt(path)
      if (node === undefined) throw systemError('ENOENT', path)
      if (node.kind === 'directory') throw systemError('EISDIR', path)
      parentOf(path).entries.delete(posix.basename(path))
    },
    removeDirectory: (path) => {
      write(`removeDirectory ${path}`)
      if (directoryAt(path).entries.size > 0) throw systemError('ENOTEMPTY', path)
      parentOf(path).entries.delete(posix.basename(path))
    },
    removeTree: (path) => {
      write(`removeTree ${path}`)
      parentOf(path).entries.delete(posix.basename(path))
    },
    findRepository: (directory) => findRepository(host, directory),
    runGit: () => {
      throw new GitError('fatal: not a git repository')
    },
    isRunning: (processId) => host.running.has(processId),
    pause: () => {},

    put: (path, content) => {
      let { entries } = root
      const segments = path.split('/').filter(Boolean)
      for (const segment of segments.slice(0, -1)) {
        const next = entries.get(segment) ?? { kind: 'directory', entries: new Map<string, Node>() }
        if (next.kind !== 'directory') throw systemError('ENOTDIR', path)
        entries.set(segment, next)
        entries = next.entries
      }
      const last = segments.at(-1) ?? ''
      if (path.endsWith('/')) entries.set(last, { kind: 'directory', entries: new Map() })
      else entries.set(last, { kind: 'file', content: Buffer.from(content) })
    },
    link: (path, target) => {
      host.put(path, '')
      parentOf(path).entries.set(posix.basename(path), { kind: 'link', target })
    },
    device: (path) => {
      host.put(path, '')
      parentOf(path).entries.set(posix.basename(path), { kind: 'special', written: [] })
    },
    dump: (directory) => {
      const found: Record<string, string> = {}
      const node = nodeAt(directory)
      if (node !== undefined) dumpNode(node, '', found)
      return found
    },
    identity: (path) => nodeAt(path),
  }
  for (const [path, content] of Object.entries(files)) host.put(path, content)
  return host
}

function entryOf(name: string, node: Node): DirectoryEntry {
  const no = (): boolean => false
  return {
    name,
    isFile: () => node.kind === 'file',
    isDirectory: () => node.kind === 'directory',
    isSymbolicLink: () => node.kind === 'link',
    isFIFO: no,
    isSocket: no,
    isBlockDevice: no,
    isCharacterDevice: () => node.kind === 'special',
  }
}

function dumpNode(node: Node, path: string, found: Record<string, string>): void {
  if (node.kind === 'file') found[path] = node.content.toString('utf8')
  else if (node.kind === 'link') found[path] = `-> ${node.target}`
  else if (node.kind === 'special') found[path] = `device: ${Buffer.concat(node.written).toString('utf8')}`
  else if (node.entries.size === 0) found[`${path}/`] = ''
  else {
    for (const name of [...node.entries.keys()].sort()) {
      const child = node.entries.get(name)
      if (child !== undefined) dumpNode(child, path === '' ? name : `${path}/${name}`, found)
    }
  }
}

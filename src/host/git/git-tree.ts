import type { EntryKind } from '../host.ts'

/** One entry of a tree of Git. */
export interface TreeEntry {
  readonly id: string
  readonly kind: Exclude<EntryKind, 'absent' | 'special'>
  /** Whether it is a submodule: the id is then that of a commit in a repository of its own. */
  readonly isSubmodule?: true
}

/** The entries of a directory in a commit, by name. */
export type Tree = ReadonlyMap<string, TreeEntry>

/** Reads the content of a tree object: for each entry `<mode> <name>`, a NUL, and the id in bytes (Git: tree.c). */
export function parseTree(content: Buffer, idLength: number): Tree {
  const entries = new Map<string, TreeEntry>()
  let offset = 0
  while (offset < content.length) {
    const space = content.indexOf(' ', offset)
    const end = content.indexOf(0, space)
    const mode = content.toString('latin1', offset, space)
    const kind = kindOfMode(mode)
    const name = content.toString('utf8', space + 1, end)
    offset = end + 1 + idLength
    const id = content.toString('hex', end + 1, offset)
    if (kind !== undefined) entries.set(name, { id, kind, ...(mode === submodule && { isSubmodule: true }) })
  }
  return entries
}

const submodule = '160000'

function kindOfMode(mode: string): TreeEntry['kind'] | undefined {
  if (mode === '40000' || mode === submodule) return 'directory'
  if (mode === '120000') return 'link'
  return mode.startsWith('100') ? 'file' : undefined
}

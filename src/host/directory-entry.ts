import type { DirectoryEntry, EntryKind } from './host.ts'

/** An entry as a directory of the system lists it, for a host that is not the machine's own file system. */
export function directoryEntry(name: string, kind: EntryKind): DirectoryEntry {
  const is = (wanted: EntryKind) => (): boolean => kind === wanted
  const no = (): boolean => false
  return {
    name,
    isFile: is('file'),
    isDirectory: is('directory'),
    isSymbolicLink: is('link'),
    isFIFO: no,
    isSocket: no,
    isBlockDevice: no,
    isCharacterDevice: no,
  }
}

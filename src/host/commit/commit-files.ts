import { createHash } from 'node:crypto'
import { readObjects, sizesOf, type Git } from '../git/git.ts'
import type { Host } from '../host.ts'
import { isSystemError } from '../system-error.ts'

/** A file of a commit. */
export interface CommitFile {
  /** The id of its blob. */
  readonly id: string
  /** Its absolute path in the work tree, if that has it. */
  readonly path: string
}

/** The content of a commit's files, each blob read once. */
export interface CommitFiles {
  /** Reads the files that are not larger than `limit` bytes, all that Git has to be asked for at once. */
  load(files: readonly CommitFile[], limit: number): void
  /** The content of a file, or undefined where it is larger than `limit` bytes. */
  read(file: CommitFile, limit: number): Buffer | undefined
}

/** The files of commits. One that the work tree holds unchanged is read there: its bytes have the blob's id. */
export function createCommitFiles(git: Git, host: Host): CommitFiles {
  const contents = new Map<string, Buffer>()
  const load = (files: readonly CommitFile[], limit: number): void => {
    const asked = new Set<string>()
    for (const file of files) {
      if (contents.has(file.id)) continue
      const unchanged = readUnchanged(host, file, limit)
      if (unchanged === undefined) asked.add(file.id)
      else contents.set(file.id, unchanged)
    }
    const missing = [...asked].filter((id) => !contents.has(id))
    const sizes = sizesOf(git, missing)
    const wanted = missing.filter((_, index) => (sizes[index] ?? 0) <= limit)
    const found = readObjects(git, wanted)
    for (const [index, id] of wanted.entries()) contents.set(id, found[index] ?? Buffer.alloc(0))
  }
  return {
    load,
    read: (file, limit) => {
      if (!contents.has(file.id)) load([file], limit)
      const content = contents.get(file.id)
      return content !== undefined && content.length <= limit ? content : undefined
    },
  }
}

function readUnchanged(host: Host, { id, path }: CommitFile, limit: number): Buffer | undefined {
  try {
    const content = host.kindOf(path) === 'file' ? host.readFile(path, limit) : undefined
    return content !== undefined && blobId(content, id.length) === id ? content : undefined
  } catch (error) {
    if (isSystemError(error)) return undefined
    throw error
  }
}

/** The id that Git gives a content (Git: object-file.c, write_object_file_prepare); repositories of SHA-256 have longer ones. */
export function blobId(content: Buffer, length: number): string {
  const hash = createHash(length === 64 ? 'sha256' : 'sha1')
  return hash.update(`blob ${content.length}\0`).update(content).digest('hex')
}

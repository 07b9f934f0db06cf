import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import type { EntryKind, Host } from './host.ts'
import { createSystemError } from './system-error.ts'

/** Why what is there is not replaced. */
const refusals: Partial<Record<EntryKind, string>> = {
  directory: 'EISDIR',
  link: 'ELOOP',
  special: 'EINVAL',
}

/**
 * Writes a file, or replaces one in one step, so that no reader sees half of it: the new content is staged beside it,
 * with the mode and the owner of what it replaces, and renamed. Other hard links to the old file keep the old content.
 * Throws a `SystemError`, also where something is there that is no regular file; a link is not followed.
 */
export function replaceFile(host: Host, path: string, content: Uint8Array): void {
  const kind = host.kindOf(path)
  const refusal = refusals[kind]
  if (refusal !== undefined) throw createSystemError(refusal, path)
  // Nobody can know the name before and put a link or a file there, and `createFile` would refuse both.
  const staged = `${dirname(path)}/.fedrender-${randomBytes(8).toString('hex')}.tmp`
  host.createFile(staged, content, kind === 'file' ? path : undefined)
  try {
    host.rename(staged, path)
  } catch (error) {
    host.removeFile(staged)
    throw error
  }
}

import type { Host } from '../host.ts'
import { createSystemError } from '../system-error.ts'

/**
 * Throws a `SystemError` (`ELOOP`) where a directory is no longer at its path, because a link has come in its
 * place or above it; the path is one that was free of links. Asked right before what is written through the directory:
 * Node has neither openat nor renameat, so between this and the system call a link can still come. Case does not count,
 * since file systems where it does not either give the names as they were first spelled.
 */
export function requireInPlace(host: Pick<Host, 'realPath'>, directory: string): void {
  if (host.realPath(directory).toLowerCase() !== directory.toLowerCase())
    throw createSystemError('ELOOP', directory)
}

/** What the operating system answers when it refuses. */
export interface SystemError extends Error {
  /** As `ENOSPC`. */
  readonly code: string
  readonly path?: string
}

/** Whether a thrown value is the system's refusal, or that of Node's permission model; anything else is a bug and goes on up. */
export function isSystemError(error: unknown): error is SystemError {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^E(?:[A-Z0-9]+|RR_ACCESS_DENIED)$/.test(error.code)
  )
}

/** What a system throws that refuses, for a host that is not the machine's own file system. */
export function createSystemError(code: string, path: string): SystemError {
  return Object.assign(new Error(`${code}: ${path}`), { code, path })
}

/** Does something and gives whether it could be done; refuses to swallow any error but those of the codes. */
export function succeeds(action: () => void, ...tolerated: readonly string[]): boolean {
  try {
    action()
    return true
  } catch (error) {
    if (isSystemError(error) && tolerated.includes(error.code)) return false
    throw error
  }
}

/** Does something that may be refused without harm; undefined where it is refused. */
export function unlessRefused<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch (error) {
    if (isSystemError(error)) return undefined
    throw error
  }
}

/** The refusal in words: `no space is left on the device (ENOSPC)`. */
export function describeSystemError(error: SystemError): string {
  const words = codesInWords[error.code]
  return words === undefined ? error.code : `${words} (${error.code})`
}

const codesInWords: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'the operation is not permitted',
  ERR_ACCESS_DENIED: 'Node.js is started without the permission',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the disk quota is used up',
  EMFILE: 'too many files are open',
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of the path is not a directory',
  EISDIR: 'it is a directory',
  ELOOP: 'it is a symbolic link',
  EXDEV: 'it lies on another file system',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'the device failed',
  EBUSY: 'it is in use',
  EADDRINUSE: 'another program uses it',
  EPIPE: 'nobody reads at the other end',
  ENXIO: 'no device or reader is there',
}

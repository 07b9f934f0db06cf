import type { EntryKind, Host } from './host.ts'
import { createSystemError } from './system-error.ts'

/**
 * What is at a path relative to a directory that strangers write to: no link is followed on the way there nor at its
 * end, as it may lead anywhere. Throws a `SystemError`: ELOOP where there is a link, ENOTDIR where something above the
 * path is no directory.
 */
export function kindInside(host: Host, root: string, path: string): EntryKind {
  const segments = path.split('/')
  for (const depth of segments.keys()) {
    const above = segments.slice(0, depth + 1).join('/')
    const kind = host.kindOf(`${root}/${above}`)
    if (kind === 'link') throw createSystemError('ELOOP', above)
    if (kind === 'absent' || depth === segments.length - 1) return kind
    if (kind !== 'directory') throw createSystemError('ENOTDIR', above)
  }
  return 'directory'
}

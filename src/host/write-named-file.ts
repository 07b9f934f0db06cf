import { dirname, resolve } from 'node:path'
import type { Host } from './host.ts'
import { replaceFile } from './replace-file.ts'
import { createSystemError } from './system-error.ts'

/** As many as Linux follows. */
const mostLinks = 40

/**
 * Writes a result to a path that a person named, as a shell's `>` would: into a device, a pipe, or what standard output
 * or standard error goes to; a regular file is replaced by `replaceFile`. A link is followed to its target, which need
 * not exist. Throws a `SystemError`.
 */
export function writeNamedFile(host: Host, path: string, content: Uint8Array): void {
  const kind = host.kindBehind(path)
  if (kind === 'special') host.writeInto(path, content)
  else replaceFile(host, kind === 'absent' ? followLinks(host, path) : host.realPath(path), content)
}

/** Where links lead that end at nothing. */
function followLinks(host: Host, path: string): string {
  let place = path
  for (let links = 0; host.kindOf(place) === 'link'; links++) {
    if (links === mostLinks) throw createSystemError('ELOOP', path)
    place = resolve(host.realPath(dirname(place)), host.readLink(place))
  }
  return place
}

import { relative, resolve, sep } from 'node:path'
import { contains } from '../host/contains.ts'
import type { Host } from '../host/host.ts'
import { kindInside } from '../host/kind-inside.ts'
import { describeSystemError, isSystemError } from '../host/system-error.ts'
import { writeNamedFile } from '../host/write-named-file.ts'
import { ActionError } from './action-error.ts'

/**
 * Writes a file that the workflow or the runner names, relative to the workspace. The workspace holds the checkout, and
 * the change also decides the content of the file: a link in it could lead to a hook of Git or to a profile of the
 * runner's user, so that none is followed there, wherever it leads. Outside of it paths are the runner's own. Throws an
 * `ActionError`.
 */
export function writeActionFile(
  { host, directory }: { readonly host: Host; readonly directory: string },
  name: string,
  text: string,
): void {
  const path = resolve(directory, name)
  try {
    if (contains(directory, path)) kindInside(host, directory, relative(directory, path).split(sep).join('/'))
    writeNamedFile(host, path, Buffer.from(text))
  } catch (error) {
    if (!isSystemError(error)) throw error
    throw new ActionError(
      `${JSON.stringify(name)} cannot be written: ${describeAt(error.path, describeSystemError(error))}`,
    )
  }
}

function describeAt(path: string | undefined, problem: string): string {
  return path === undefined ? `${problem}.` : `${JSON.stringify(path)}: ${problem}.`
}
